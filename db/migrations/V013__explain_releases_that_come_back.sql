-- A release that comes back is compared with what was served, whatever writes its rows first.
-- Purpose: a restarted stream may meet a takeover before it has read again what it had read; then a fact,
--   not the release, is the first to write the release's rows anew.
-- Read by: norn_research.score_change.

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

-- Which updates change what was served, only the function can tell.
DROP TRIGGER write_changed_score ON norn.prediction;
CREATE TRIGGER write_changed_score AFTER UPDATE ON norn.prediction
FOR EACH ROW EXECUTE FUNCTION norn.write_score_change();
COMMENT ON TRIGGER write_changed_score ON norn.prediction IS 'What is the same as was served is no change and not written.';

DROP FUNCTION norn.served_before(norn.prediction);
