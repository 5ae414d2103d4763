-- The report of each scoring run.
-- Purpose: who may see a run reads its flow of people and its figures without asking for the run's folder.
--   Kept is the report as norn score wrote it, small cells held back. It names no person, and forgetting
--   somebody leaves it as it was; nothing of it leaves a server in mode release but by norn.output_request.
-- Read by: the research API, researchers, analysts and viewers.

CREATE TABLE norn.scoring_report (
  run text PRIMARY KEY REFERENCES norn.scoring_run (id),
  minimum_count integer NOT NULL CHECK (minimum_count >= 3),
  report jsonb NOT NULL CHECK (jsonb_typeof(report) = 'object'),
  written timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE norn.scoring_report IS 'Reports of scoring runs, as the disclosure rules of each run let them be shown.';
COMMENT ON COLUMN norn.scoring_report.run IS 'The scoring run.';
COMMENT ON COLUMN norn.scoring_report.minimum_count IS 'Counts of fewer people are held back in it.';
COMMENT ON COLUMN norn.scoring_report.report IS 'What report.json holds: flow of people, outcomes, drift, evaluation, and where they came from.';
COMMENT ON COLUMN norn.scoring_report.written IS 'When it was written.';

-- Whoever sees the run, by project and cohort, sees its report: the policy of norn.scoring_run decides.
ALTER TABLE norn.scoring_report ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY writer ON norn.scoring_report TO norn_writer USING (true) WITH CHECK (true);
CREATE POLICY reader ON norn.scoring_report FOR SELECT TO norn_viewer, norn_analyst, norn_researcher
USING (EXISTS (SELECT FROM norn.scoring_run r WHERE r.id = run));
GRANT SELECT, INSERT, UPDATE ON norn.scoring_report TO norn_writer;
GRANT SELECT ON norn.scoring_report TO norn_viewer, norn_analyst, norn_researcher;

CREATE VIEW norn_research.scoring_report WITH (security_invoker = true) AS
SELECT t.run, t.minimum_count, t.report, t.written
FROM norn.scoring_report t JOIN norn.scoring_run r ON r.id = t.run
WHERE r.state = 'DONE';
COMMENT ON VIEW norn_research.scoring_report IS 'Reports of finished scoring runs, small cells held back. A run of before they were kept has none.';
COMMENT ON COLUMN norn_research.scoring_report.run IS 'The scoring run.';
COMMENT ON COLUMN norn_research.scoring_report.minimum_count IS 'Counts of fewer people are held back in it.';
COMMENT ON COLUMN norn_research.scoring_report.report IS 'Flow of people (peopleRead, rules, people), outcomes, tokenShifts, evaluation, and where they came from, as JSON.';
COMMENT ON COLUMN norn_research.scoring_report.written IS 'When it was written.';
GRANT SELECT ON norn_research.scoring_report TO norn_viewer, norn_analyst, norn_researcher;
