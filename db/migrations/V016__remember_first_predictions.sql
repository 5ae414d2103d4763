-- Since when a prediction is there.
-- Purpose: what was predicted at an instant is the newest change up to it, and before the first change
--   what that change started from: but only once there was a prediction at all.
-- Read by: norn_research.prediction_history, norn_research.as_known_on.

ALTER TABLE norn.prediction ADD COLUMN first_predicted_at timestamptz;
COMMENT ON COLUMN norn.prediction.first_predicted_at IS
  'When the release first predicted this of the person at this landmark; later predictions leave it as it is.';
-- Of rows from before this column the first change is the earliest trace.
UPDATE norn.prediction p SET first_predicted_at = least(p.predicted_at, (
  SELECT min(c.changed_at) FROM norn.score_change c
  WHERE c.person = p.person AND c.release = p.release AND c.landmark = p.landmark
    AND c.outcome = p.outcome));
ALTER TABLE norn.prediction ALTER COLUMN first_predicted_at SET NOT NULL;

CREATE FUNCTION norn.note_first_prediction() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  new.first_predicted_at := new.predicted_at;
  RETURN new;
END
$$;
COMMENT ON FUNCTION norn.note_first_prediction() IS
  'Trigger of norn.prediction: a row that an upsert finds keeps the time it has.';
CREATE TRIGGER note_first_prediction BEFORE INSERT ON norn.prediction
FOR EACH ROW EXECUTE FUNCTION norn.note_first_prediction();
COMMENT ON TRIGGER note_first_prediction ON norn.prediction IS 'Writers do not give the time themselves.';

CREATE OR REPLACE VIEW norn_research.prediction WITH (security_invoker = true) AS
SELECT release, person, landmark, outcome, probability, abstained, history_version,
  newest_recorded, cause_register, cause_row, cause_kind, predicted_at, first_predicted_at
FROM norn.prediction;
COMMENT ON COLUMN norn_research.prediction.first_predicted_at IS
  'When the release first predicted this of the person at this landmark.';
