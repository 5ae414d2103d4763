-- Every change of what is served has a row: also when another release or a later landmark takes over.
-- Purpose: the first prediction of a release or a landmark is compared with that of the release or the
--   landmark that was served before it.
-- Read by: norn_research.score_change.

ALTER TABLE norn.prediction DROP CONSTRAINT prediction_cause_kind_is_known;
ALTER TABLE norn.prediction ADD CONSTRAINT prediction_cause_kind_is_known CHECK (cause_kind IN
  ('ASSERTED', 'CORRECTED', 'WITHDRAWN', 'AGED', 'NEW_RELEASE', 'SCORING_RUN'));

ALTER TABLE norn.score_change ADD COLUMN from_release text, ADD COLUMN from_landmark date;
COMMENT ON COLUMN norn.score_change.from_release IS 'Release that predicted before, where it was another; null where it was this.';
COMMENT ON COLUMN norn.score_change.from_landmark IS 'Landmark before, where it was an earlier one; null where it was this.';
COMMENT ON COLUMN norn.prediction.cause_kind IS 'What made it so: a fact ASSERTED, CORRECTED or WITHDRAWN, AGED (a later landmark), a NEW_RELEASE, a SCORING_RUN.';
COMMENT ON COLUMN norn.score_change.cause_kind IS 'What made it so: a fact ASSERTED, CORRECTED or WITHDRAWN, AGED (a later landmark), a NEW_RELEASE, a SCORING_RUN.';

ALTER TABLE norn.release ADD COLUMN kept_until timestamptz;
COMMENT ON COLUMN norn.release.kept_until IS
  'Until when the release goes on predicting beside the one that took over; null where it does not.';

-- Nothing unless the prediction is of the live release: no other takes over from one.
CREATE FUNCTION norn.predicted_by_the_release_before(made norn.prediction)
RETURNS SETOF norn.prediction
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.* FROM norn.prediction p
  WHERE p.person = made.person AND p.outcome = made.outcome AND p.landmark = made.landmark
    AND p.release = (
      SELECT other.id FROM norn.release other
      WHERE other.id <> made.release AND other.active_until IS NOT NULL
      ORDER BY other.active_until DESC LIMIT 1)
    AND EXISTS (SELECT FROM norn.release own WHERE own.id = made.release
      AND own.active_from IS NOT NULL AND own.active_until IS NULL)
$$;
COMMENT ON FUNCTION norn.predicted_by_the_release_before(norn.prediction) IS
  'What the release from which the live one took over predicts for the same.';
REVOKE ALL ON FUNCTION norn.predicted_by_the_release_before(norn.prediction) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn.predicted_by_the_release_before(norn.prediction) TO norn_writer;

CREATE FUNCTION norn.predicted_at_the_landmark_before(made norn.prediction)
RETURNS SETOF norn.prediction
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.* FROM norn.prediction p
  WHERE p.release = made.release AND p.person = made.person AND p.outcome = made.outcome
    AND p.landmark < made.landmark
  ORDER BY p.landmark DESC LIMIT 1
$$;
COMMENT ON FUNCTION norn.predicted_at_the_landmark_before(norn.prediction) IS
  'What the release predicts for the same at the newest landmark before.';
REVOKE ALL ON FUNCTION norn.predicted_at_the_landmark_before(norn.prediction) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn.predicted_at_the_landmark_before(norn.prediction) TO norn_writer;

CREATE OR REPLACE FUNCTION norn.write_score_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before norn.prediction;
BEGIN
  IF tg_op = 'INSERT' THEN
    IF new.cause_kind <> 'NEW_RELEASE' THEN
      SELECT * INTO before FROM norn.predicted_at_the_landmark_before(new);
    END IF;
    IF before.person IS NULL THEN
      SELECT * INTO before FROM norn.predicted_by_the_release_before(new);
    END IF;
  ELSE
    -- A release that comes back finds rows of its own from before, which are not what was served
    -- meanwhile; whether the release itself or a fact is the first to write them anew.
    IF EXISTS (SELECT FROM norn.release r
      WHERE r.id = new.release AND r.active_until IS NULL AND r.active_from > old.predicted_at)
    THEN
      SELECT * INTO before FROM norn.predicted_by_the_release_before(new);
    END IF;
    IF before.person IS NULL THEN
      before := old;
    END IF;
  END IF;
  IF before.person IS NOT NULL
    AND (before.probability, before.abstained) IS DISTINCT FROM (new.probability, new.abstained)
  THEN
    INSERT INTO norn.score_change (release, person, landmark, outcome, from_probability,
      to_probability, from_abstained, to_abstained, cause_register, cause_row, cause_kind,
      history_version, changed_at, from_release, from_landmark)
    VALUES (new.release, new.person, new.landmark, new.outcome, before.probability,
      new.probability, before.abstained, new.abstained, new.cause_register, new.cause_row,
      new.cause_kind, new.history_version, new.predicted_at,
      nullif(before.release, new.release), nullif(before.landmark, new.landmark));
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER write_score_change ON norn.prediction;
CREATE TRIGGER write_changed_score AFTER UPDATE ON norn.prediction
FOR EACH ROW EXECUTE FUNCTION norn.write_score_change();
COMMENT ON TRIGGER write_changed_score ON norn.prediction IS 'What is the same as was served is no change and not written.';
CREATE TRIGGER write_first_score AFTER INSERT ON norn.prediction
FOR EACH ROW WHEN (new.cause_kind IS DISTINCT FROM 'SCORING_RUN')
EXECUTE FUNCTION norn.write_score_change();
COMMENT ON TRIGGER write_first_score ON norn.prediction IS 'The first of a release or a landmark is compared with what was served before.';

CREATE FUNCTION norn.keep_release(release text, until timestamptz) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  UPDATE norn.release r SET kept_until = CASE WHEN r.id = keep_release.release THEN keep_release.until END
  WHERE r.id = keep_release.release OR r.kept_until IS NOT NULL
$$;
COMMENT ON FUNCTION norn.keep_release(text, timestamptz) IS
  'Notes that this release, and no other, goes on predicting beside the live one until then; null for none.';
REVOKE ALL ON FUNCTION norn.keep_release(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn.keep_release(text, timestamptz) TO norn_writer;

CREATE OR REPLACE VIEW norn_research.score_change WITH (security_invoker = true) AS
SELECT id, release, person, landmark, outcome, from_probability, to_probability, from_abstained,
  to_abstained, cause_register, cause_row, cause_kind, history_version, changed_at, from_release,
  from_landmark
FROM norn.score_change;
COMMENT ON COLUMN norn_research.score_change.cause_kind IS 'What made it so: a fact ASSERTED, CORRECTED or WITHDRAWN, AGED (a later landmark), a NEW_RELEASE, a SCORING_RUN.';
COMMENT ON COLUMN norn_research.score_change.from_release IS 'Release that predicted before, where it was another; null where it was this.';
COMMENT ON COLUMN norn_research.score_change.from_landmark IS 'Landmark before, where it was an earlier one; null where it was this.';
COMMENT ON COLUMN norn_research.prediction.cause_kind IS 'What made it so: a fact ASSERTED, CORRECTED or WITHDRAWN, AGED (a later landmark), a NEW_RELEASE, a SCORING_RUN.';

CREATE OR REPLACE VIEW norn_operations.releases WITH (security_invoker = true) AS
SELECT r.id AS release, r.created, r.embedding_width, v.tokens, r.active_from, r.active_until,
  r.active_from IS NOT NULL AND r.active_until IS NULL AS active, r.kept_until
FROM norn.release r JOIN norn.vocabulary v ON v.hash = r.vocabulary_hash;
COMMENT ON COLUMN norn_operations.releases.kept_until IS
  'Until when it goes on predicting beside the live one; null where it does not.';
GRANT SELECT (kept_until) ON norn.release TO norn_operations;
