-- What a scoring run says of each person.
-- Purpose: a run's figures stay as they were, beside the newest predictions of norn.prediction, and
--   runs can be compared; a run that was killed goes on under its id.
--   Forgetting takes their rows along, and is told from a readmission in the same transaction.
-- Read by: norn_research.scored_person, norn score, norn compare.

ALTER TABLE norn.scoring_run ADD COLUMN calibration text;
COMMENT ON COLUMN norn.scoring_run.calibration IS
  'Calibration of the release that made the probabilities; own for the model''s own.';
ALTER TABLE norn.scoring_run ADD COLUMN definition jsonb;
COMMENT ON COLUMN norn.scoring_run.definition IS
  'Cohort, outcomes and rule of abstention, as JSON.';

CREATE TABLE norn.scored_person (
  run text NOT NULL REFERENCES norn.scoring_run (id),
  person norn.pseudonym NOT NULL,
  landmark date NOT NULL,
  outcome text NOT NULL,
  probability double precision,
  low double precision,
  high double precision,
  decile smallint,
  percentile double precision,
  abstained text,
  history_version bigint NOT NULL,
  newest_recorded timestamptz NOT NULL,
  PRIMARY KEY (run, person, outcome),
  CONSTRAINT scored_person_probability_or_abstained CHECK (num_nonnulls(probability, abstained) = 1),
  CONSTRAINT scored_person_probability_in_range CHECK (probability BETWEEN 0 AND 1),
  CONSTRAINT scored_person_interval_holds_it CHECK (probability BETWEEN low AND high),
  CONSTRAINT scored_person_decile_in_range CHECK (decile BETWEEN 1 AND 10),
  CONSTRAINT scored_person_percentile_in_range CHECK (percentile BETWEEN 0 AND 100)
);
COMMENT ON TABLE norn.scored_person IS 'What a scoring run says of each person of its cohort, by outcome.';
COMMENT ON COLUMN norn.scored_person.run IS 'The scoring run.';
COMMENT ON COLUMN norn.scored_person.person IS 'Pseudonym of the person.';
COMMENT ON COLUMN norn.scored_person.landmark IS 'Last day whose events were used, included; the person''s own where the cohort''s is.';
COMMENT ON COLUMN norn.scored_person.outcome IS 'Outcome, as the release names it.';
COMMENT ON COLUMN norn.scored_person.probability IS 'Probability of the outcome in its horizon, 0 to 1, by the run''s calibration; null when abstained.';
COMMENT ON COLUMN norn.scored_person.low IS 'Lower end of the 95 % interval of the calibration; null where it was not fitted.';
COMMENT ON COLUMN norn.scored_person.high IS 'Upper end of the 95 % interval of the calibration; null where it was not fitted.';
COMMENT ON COLUMN norn.scored_person.decile IS 'Tenth of the run''s people by probability: 1 lowest, 10 highest; equal probabilities share the lower one.';
COMMENT ON COLUMN norn.scored_person.percentile IS 'Share of people of the same sex and five years of age whose probability is lower, ties as half, in percent; null where these are fewer than 20.';
COMMENT ON COLUMN norn.scored_person.abstained IS 'Why no probability is given, for example RISK_ABOVE_BOUND; null when there is one.';
COMMENT ON COLUMN norn.scored_person.history_version IS 'Version of the history used.';
COMMENT ON COLUMN norn.scored_person.newest_recorded IS 'Newest register time among the facts used.';
CREATE INDEX scored_person_person ON norn.scored_person (person);

ALTER TABLE norn.scored_person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY writer ON norn.scored_person TO norn_writer USING (true) WITH CHECK (true);
CREATE POLICY reader ON norn.scored_person FOR SELECT TO norn_researcher, norn_analyst USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON norn.scored_person TO norn_writer;
GRANT SELECT ON norn.scored_person TO norn_researcher, norn_analyst;
GRANT SELECT (id, release, calibration, cohort, known_by, state)
  ON norn.scoring_run TO norn_researcher, norn_analyst;

CREATE TRIGGER refuse_forgotten BEFORE INSERT ON norn.scored_person
FOR EACH ROW EXECUTE FUNCTION norn.refuse_forgotten();
COMMENT ON TRIGGER refuse_forgotten ON norn.scored_person IS 'A forgotten person gets no row.';

CREATE OR REPLACE FUNCTION norn.forget_person(pseudonym text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  person_table text;
  deleted bigint;
  removed bigint := 0;
BEGIN
  INSERT INTO norn.forgotten_person AS known
  VALUES (norn.person_hash(pseudonym), clock_timestamp(), NULL, 0)
  ON CONFLICT (person_hash) DO UPDATE SET forgotten_at = excluded.forgotten_at, readmitted_at = NULL
  WHERE known.readmitted_at IS NOT NULL;
  FOREACH person_table IN ARRAY ARRAY['person_embedding', 'prediction', 'score_change', 'life_event',
    'cohort_member', 'scored_person']
  LOOP
    EXECUTE format('DELETE FROM norn.%I WHERE person = $1', person_table) USING pseudonym;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    removed := removed + deleted;
  END LOOP;
  UPDATE norn.forgotten_person SET rows_removed = rows_removed + removed
  WHERE person_hash = norn.person_hash(pseudonym) AND removed > 0;
END
$$;

-- The times of the statements: a forgetting and a readmission that the stream writes in one transaction
-- would otherwise have one time, and nobody could tell which came last.
CREATE OR REPLACE FUNCTION norn.readmit_person(pseudonym text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  UPDATE norn.forgotten_person SET readmitted_at = clock_timestamp()
  WHERE person_hash = norn.person_hash(pseudonym) AND readmitted_at IS NULL
$$;

CREATE VIEW norn_research.scored_person WITH (security_invoker = true) AS
SELECT s.run, r.release, r.calibration, r.cohort, s.landmark, r.known_by, s.person, s.outcome,
  s.probability, s.low, s.high, s.decile, s.percentile, s.abstained, s.history_version,
  s.newest_recorded
FROM norn.scored_person s JOIN norn.scoring_run r ON r.id = s.run
WHERE r.state = 'DONE';
COMMENT ON VIEW norn_research.scored_person IS 'What finished scoring runs say of each person of their cohorts.';
COMMENT ON COLUMN norn_research.scored_person.run IS 'The scoring run.';
COMMENT ON COLUMN norn_research.scored_person.release IS 'Release that scored.';
COMMENT ON COLUMN norn_research.scored_person.calibration IS 'Calibration of the release that made the probabilities; own for the model''s own.';
COMMENT ON COLUMN norn_research.scored_person.cohort IS 'Cohort that was scored.';
COMMENT ON COLUMN norn_research.scored_person.landmark IS 'Last day whose events were used, included.';
COMMENT ON COLUMN norn_research.scored_person.known_by IS 'Register time bound of the histories, included; null when there was none.';
COMMENT ON COLUMN norn_research.scored_person.person IS 'Pseudonym of the person.';
COMMENT ON COLUMN norn_research.scored_person.outcome IS 'Outcome, as the release names it.';
COMMENT ON COLUMN norn_research.scored_person.probability IS 'Probability of the outcome in its horizon, 0 to 1; null when abstained.';
COMMENT ON COLUMN norn_research.scored_person.low IS 'Lower end of the 95 % interval of the calibration; null where it was not fitted.';
COMMENT ON COLUMN norn_research.scored_person.high IS 'Upper end of the 95 % interval of the calibration; null where it was not fitted.';
COMMENT ON COLUMN norn_research.scored_person.decile IS 'Tenth of the run''s people by probability: 1 lowest, 10 highest.';
COMMENT ON COLUMN norn_research.scored_person.percentile IS 'Share of people of the same sex and five years of age whose probability is lower, in percent; null where these are fewer than 20.';
COMMENT ON COLUMN norn_research.scored_person.abstained IS 'Why no probability is given; null when there is one.';
COMMENT ON COLUMN norn_research.scored_person.history_version IS 'Version of the history used.';
COMMENT ON COLUMN norn_research.scored_person.newest_recorded IS 'Newest register time among the facts used.';
GRANT SELECT ON norn_research.scored_person TO norn_researcher, norn_analyst;
