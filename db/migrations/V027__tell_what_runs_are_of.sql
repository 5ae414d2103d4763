-- What a finished scoring run is of, in its own definition.
-- Purpose: whoever reads a run's figures reads whom and what they are of: cohort and outcomes as they were
--   when it ran, whatever their files say now. A definition names no person and counts nobody.
-- Read by: the research API, researchers and analysts.

CREATE OR REPLACE VIEW norn_research.scoring_run WITH (security_invoker = true) AS
SELECT id, release, calibration, cohort, known_by, definition, started, finished
FROM norn.scoring_run WHERE state = 'DONE';
COMMENT ON COLUMN norn_research.scoring_run.definition IS 'Cohort, outcomes and rule of abstention, as JSON.';
COMMENT ON COLUMN norn_research.scoring_run.started IS 'When it began.';
COMMENT ON COLUMN norn_research.scoring_run.finished IS 'When it ended.';

GRANT SELECT (definition, started, finished) ON norn.scoring_run
  TO norn_viewer, norn_analyst, norn_researcher, norn_gate;
