-- What a scoring run says beyond a probability.
-- Purpose: an outcome of counts is asked how many, one with classes which; the probability of the label
--   alone does not say.
-- Read by: norn_research.scored_person.

ALTER TABLE norn.scored_person
  ADD COLUMN expected_count double precision,
  ADD COLUMN likeliest_class text,
  ADD COLUMN class_probability double precision,
  ADD CONSTRAINT scored_person_expected_count_in_range CHECK (expected_count >= 0),
  ADD CONSTRAINT scored_person_class_probability_in_range CHECK (class_probability BETWEEN 0 AND 1),
  ADD CONSTRAINT scored_person_class_and_its_probability
    CHECK (num_nonnulls(likeliest_class, class_probability) <> 1);
COMMENT ON COLUMN norn.scored_person.expected_count IS 'Of an outcome of counts: how many are expected in the horizon, not calibrated; else null, and when abstained.';
COMMENT ON COLUMN norn.scored_person.likeliest_class IS 'Of an outcome with classes: the likeliest one; none where no next event is likeliest; else null, and when abstained.';
COMMENT ON COLUMN norn.scored_person.class_probability IS 'Probability of the likeliest class, 0 to 1, not calibrated; null where there is none.';

CREATE OR REPLACE VIEW norn_research.scored_person WITH (security_invoker = true) AS
SELECT s.run, r.release, r.calibration, r.cohort, s.landmark, r.known_by, s.person, s.outcome,
  s.probability, s.low, s.high, s.decile, s.percentile, s.abstained, s.history_version,
  s.newest_recorded, s.expected_count, s.likeliest_class, s.class_probability
FROM norn.scored_person s JOIN norn.scoring_run r ON r.id = s.run
WHERE r.state = 'DONE';
COMMENT ON COLUMN norn_research.scored_person.expected_count IS 'Of an outcome of counts: how many are expected in the horizon, not calibrated.';
COMMENT ON COLUMN norn_research.scored_person.likeliest_class IS 'Of an outcome with classes: the likeliest one; none where no next event is likeliest.';
COMMENT ON COLUMN norn_research.scored_person.class_probability IS 'Probability of the likeliest class, 0 to 1, not calibrated.';
