-- Predictions and their changes.
-- Purpose: the newest probability or abstention per outcome, and every real change with its cause.
-- Read by: norn_research.prediction, norn_research.score_change, norn_operations.persons_predicted,
--   norn_operations.register_time, norn_operations.score_changes.

CREATE TABLE norn.prediction (
  release text NOT NULL REFERENCES norn.release (id),
  person norn.pseudonym NOT NULL,
  landmark date NOT NULL,
  outcome text NOT NULL,
  probability double precision,
  abstained text,
  history_version bigint NOT NULL,
  newest_recorded timestamptz NOT NULL,
  cause_register text,
  cause_row text,
  cause_kind text,
  predicted_at timestamptz NOT NULL,
  PRIMARY KEY (release, person, landmark, outcome),
  CONSTRAINT prediction_probability_or_abstained CHECK (num_nonnulls(probability, abstained) = 1),
  CONSTRAINT prediction_probability_in_range CHECK (probability BETWEEN 0 AND 1),
  CONSTRAINT prediction_cause_kind_is_known
    CHECK (cause_kind IN ('ASSERTED', 'CORRECTED', 'WITHDRAWN', 'NEW_RELEASE', 'SCORING_RUN'))
);
COMMENT ON TABLE norn.prediction IS
  'Newest prediction per release, person, landmark and outcome. An older history never overwrites a newer one.';
COMMENT ON COLUMN norn.prediction.release IS 'Release that predicted.';
COMMENT ON COLUMN norn.prediction.person IS 'Pseudonym of the person.';
COMMENT ON COLUMN norn.prediction.landmark IS 'Last day whose events were used, included; the horizon begins after it.';
COMMENT ON COLUMN norn.prediction.outcome IS 'Outcome, as the release names it.';
COMMENT ON COLUMN norn.prediction.probability IS 'Calibrated probability of the outcome in its horizon, 0 to 1; null when abstained.';
COMMENT ON COLUMN norn.prediction.abstained IS 'Why no probability is given, for example TOO_FEW_EVENTS; null when there is one.';
COMMENT ON COLUMN norn.prediction.history_version IS 'Version of the history used; grows with each change of the history.';
COMMENT ON COLUMN norn.prediction.newest_recorded IS 'Newest register time among the facts used.';
COMMENT ON COLUMN norn.prediction.cause_register IS 'Register of the life event that led to this prediction; null when a scoring run did.';
COMMENT ON COLUMN norn.prediction.cause_row IS 'Row of that life event in its register.';
COMMENT ON COLUMN norn.prediction.cause_kind IS 'What made it so: a fact ASSERTED, CORRECTED or WITHDRAWN, a NEW_RELEASE, a SCORING_RUN.';
COMMENT ON COLUMN norn.prediction.predicted_at IS 'When it was predicted.';
CREATE INDEX prediction_person ON norn.prediction (person);

CREATE TABLE norn.score_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  release text NOT NULL,
  person norn.pseudonym NOT NULL,
  landmark date NOT NULL,
  outcome text NOT NULL,
  from_probability double precision,
  to_probability double precision,
  from_abstained text,
  to_abstained text,
  cause_register text,
  cause_row text,
  cause_kind text,
  history_version bigint NOT NULL,
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE norn.score_change IS
  'Each change of a probability or abstention after the first prediction, in order. Filled by a trigger; never changed.';
COMMENT ON COLUMN norn.score_change.id IS 'Order of the changes.';
COMMENT ON COLUMN norn.score_change.release IS 'Release that predicted.';
COMMENT ON COLUMN norn.score_change.person IS 'Pseudonym of the person.';
COMMENT ON COLUMN norn.score_change.landmark IS 'Last day whose events were used, included.';
COMMENT ON COLUMN norn.score_change.outcome IS 'Outcome, as the release names it.';
COMMENT ON COLUMN norn.score_change.from_probability IS 'Probability before, 0 to 1; null when it had abstained.';
COMMENT ON COLUMN norn.score_change.to_probability IS 'Probability after, 0 to 1; null when it now abstains.';
COMMENT ON COLUMN norn.score_change.from_abstained IS 'Reason of the abstention before; null when there was a probability.';
COMMENT ON COLUMN norn.score_change.to_abstained IS 'Reason of the abstention after; null when there is a probability.';
COMMENT ON COLUMN norn.score_change.cause_register IS 'Register of the life event that led to the change; null when a scoring run did.';
COMMENT ON COLUMN norn.score_change.cause_row IS 'Row of that life event in its register.';
COMMENT ON COLUMN norn.score_change.cause_kind IS 'What made it so: a fact ASSERTED, CORRECTED or WITHDRAWN, a NEW_RELEASE, a SCORING_RUN.';
COMMENT ON COLUMN norn.score_change.history_version IS 'Version of the history after the change.';
COMMENT ON COLUMN norn.score_change.changed_at IS 'When the new prediction was made.';
CREATE INDEX score_change_person ON norn.score_change (person, id);
CREATE INDEX score_change_changed_at ON norn.score_change (changed_at);

CREATE FUNCTION norn.write_score_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO norn.score_change (release, person, landmark, outcome, from_probability,
    to_probability, from_abstained, to_abstained, cause_register, cause_row, cause_kind,
    history_version, changed_at)
  VALUES (new.release, new.person, new.landmark, new.outcome, old.probability,
    new.probability, old.abstained, new.abstained, new.cause_register, new.cause_row,
    new.cause_kind, new.history_version, new.predicted_at);
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION norn.write_score_change() IS 'Trigger of norn.prediction: appends the change to norn.score_change.';

CREATE TRIGGER write_score_change AFTER UPDATE ON norn.prediction
FOR EACH ROW WHEN ((old.probability, old.abstained) IS DISTINCT FROM (new.probability, new.abstained))
EXECUTE FUNCTION norn.write_score_change();
COMMENT ON TRIGGER write_score_change ON norn.prediction IS 'A replay of the same prediction changes nothing and is not written.';

CREATE FUNCTION norn.forget_person(pseudonym text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM norn.person_embedding WHERE person = forget_person.pseudonym;
  DELETE FROM norn.prediction WHERE person = forget_person.pseudonym;
  DELETE FROM norn.score_change WHERE person = forget_person.pseudonym;
  DELETE FROM norn.life_event WHERE person = forget_person.pseudonym;
$$;
COMMENT ON FUNCTION norn.forget_person(text) IS
  'Deletes every row about a person, in all releases. Running it again does nothing.';
REVOKE ALL ON FUNCTION norn.forget_person(text) FROM PUBLIC;
