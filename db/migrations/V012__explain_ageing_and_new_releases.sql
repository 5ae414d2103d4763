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

-- What was served before a prediction that is the first of its release or landmark, or that a release
-- brought back. Nothing where no other was served.
CREATE FUNCTION norn.served_before(made norn.prediction) RETURNS SETOF norn.prediction
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM (
    SELECT p.* FROM norn.prediction p
    WHERE p.release = made.release AND p.person = made.person AND p.outcome = made.outcome
      AND p.landmark < made.landmark AND made.cause_kind <> 'NEW_RELEASE'
    ORDER BY p.landmark DESC LIMIT 1) earlier
  UNION ALL
  SELECT * FROM (
    SELECT p.* FROM norn.prediction p
    WHERE p.person = made.person AND p.outcome = made.outcome AND p.landmark = made.landmark
      AND p.release = (
        SELECT other.id FROM norn.release other
        WHERE other.id <> made.release AND other.active_until IS NOT NULL
        ORDER BY other.active_until DESC LIMIT 1)
      AND EXISTS (SELECT FROM norn.release own WHERE own.id = made.release
        AND own.active_from IS NOT NULL AND own.active_until IS NULL)) other_release
  LIMIT 1
$$;
COMMENT ON FUNCTION norn.served_before(norn.prediction) IS
  'The prediction that another landmark of the release, or else the release before it, had served.';
REVOKE ALL ON FUNCTION norn.served_before(norn.prediction) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn.served_before(norn.prediction) TO norn_writer;

CREATE OR REPLACE FUNCTION norn.write_score_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before norn.prediction;
BEGIN
  IF tg_op = 'UPDATE' AND new.cause_kind IS DISTINCT FROM 'NEW_RELEASE' THEN
    before := old;
  ELSE
    SELECT * INTO before FROM norn.served_before(new);
    IF before.person IS NULL AND tg_op = 'UPDATE' THEN
      before := old;
    END IF;
  END IF;
  -- A release that comes back meets its own rows: a stream that replays must not write twice.
  IF before.person IS NULL
    OR (before.probability, before.abstained) IS NOT DISTINCT FROM (new.probability, new.abstained)
    OR tg_op = 'UPDATE' AND before.release <> new.release AND EXISTS (
      SELECT FROM norn.score_change c JOIN norn.release r ON r.id = c.release
      WHERE c.person = new.person AND c.release = new.release AND c.landmark = new.landmark
        AND c.outcome = new.outcome AND c.from_release IS NOT NULL AND c.changed_at >= r.active_from)
  THEN
    RETURN NULL;
  END IF;
  INSERT INTO norn.score_change (release, person, landmark, outcome, from_probability,
    to_probability, from_abstained, to_abstained, cause_register, cause_row, cause_kind,
    history_version, changed_at, from_release, from_landmark)
  VALUES (new.release, new.person, new.landmark, new.outcome, before.probability,
    new.probability, before.abstained, new.abstained, new.cause_register, new.cause_row,
    new.cause_kind, new.history_version, new.predicted_at,
    nullif(before.release, new.release), nullif(before.landmark, new.landmark));
  RETURN NULL;
END
$$;

DROP TRIGGER write_score_change ON norn.prediction;
CREATE TRIGGER write_changed_score AFTER UPDATE ON norn.prediction
FOR EACH ROW WHEN (new.cause_kind = 'NEW_RELEASE'
  OR (old.probability, old.abstained) IS DISTINCT FROM (new.probability, new.abstained))
EXECUTE FUNCTION norn.write_score_change();
COMMENT ON TRIGGER write_changed_score ON norn.prediction IS 'A replay of the same prediction changes nothing and is not written.';
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
