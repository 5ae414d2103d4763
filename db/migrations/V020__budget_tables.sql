-- Callers' roles and what the output gate remembers.
-- Purpose: a role that sees no person (norn_viewer), one that counts persons for tables which leave
--   (norn_gate), and what was answered: how many tables each caller had, and whose counts are out.
-- Read by: the research API.

-- As in V001: roles belong to the whole server, and a site may create them beforehand.
DO $$
DECLARE
  group_role text;
BEGIN
  FOREACH group_role IN ARRAY ARRAY['norn_viewer', 'norn_gate']
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = group_role) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', group_role);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;  -- another database's migration was faster
      END;
    END IF;
  END LOOP;
END
$$;

CREATE VIEW norn_research.scoring_run WITH (security_invoker = true) AS
SELECT id, release, calibration, cohort, known_by FROM norn.scoring_run WHERE state = 'DONE';
COMMENT ON VIEW norn_research.scoring_run IS 'Finished scoring runs.';
COMMENT ON COLUMN norn_research.scoring_run.id IS 'Name of the run.';
COMMENT ON COLUMN norn_research.scoring_run.release IS 'Release that scored.';
COMMENT ON COLUMN norn_research.scoring_run.calibration IS 'Calibration of the release that made the probabilities; own for the model''s own.';
COMMENT ON COLUMN norn_research.scoring_run.cohort IS 'Cohort that was scored.';
COMMENT ON COLUMN norn_research.scoring_run.known_by IS 'Register time bound of the histories, included; null when there was none.';

CREATE TABLE norn.table_budget (
  caller text NOT NULL,
  day date NOT NULL,
  tables integer NOT NULL CHECK (tables > 0),
  PRIMARY KEY (caller, day)
);
COMMENT ON TABLE norn.table_budget IS 'How many tables each caller of the API has had.';
COMMENT ON COLUMN norn.table_budget.caller IS 'Name of the caller in callers.yaml.';
COMMENT ON COLUMN norn.table_budget.day IS 'The day, in UTC.';
COMMENT ON COLUMN norn.table_budget.tables IS 'Tables answered on that day.';

CREATE TABLE norn.answered_table (
  run text NOT NULL REFERENCES norn.scoring_run (id),
  outcome text NOT NULL,
  rules jsonb NOT NULL,
  cells jsonb NOT NULL,
  answered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (run, outcome)
);
COMMENT ON TABLE norn.answered_table IS
  'Tables that have left, each as it left: every later question about the same people and outcome gets cells of it, so that neither two questions nor two days differ. Counts that may be shown, no person.';
COMMENT ON COLUMN norn.answered_table.run IS 'Scoring run whose people are counted.';
COMMENT ON COLUMN norn.answered_table.outcome IS 'Outcome, as the release names it.';
COMMENT ON COLUMN norn.answered_table.rules IS 'Disclosure rules that it passed.';
COMMENT ON COLUMN norn.answered_table.cells IS 'Its cells with all totals; hidden ones with the rule in place of the count.';
COMMENT ON COLUMN norn.answered_table.answered_at IS 'When it first left.';

GRANT USAGE ON SCHEMA norn_research TO norn_viewer, norn_gate;
GRANT SELECT (id, release, calibration, cohort, known_by, state) ON norn.scoring_run
  TO norn_viewer, norn_gate;
GRANT SELECT ON norn_research.scoring_run
  TO norn_viewer, norn_analyst, norn_researcher, norn_gate;
GRANT SELECT ON norn.release TO norn_viewer;
GRANT SELECT ON norn_research.release TO norn_viewer;

GRANT USAGE ON SCHEMA norn TO norn_gate;
GRANT SELECT ON norn.scored_person TO norn_gate;
CREATE POLICY gate ON norn.scored_person FOR SELECT TO norn_gate USING (true);
GRANT SELECT ON norn_research.scored_person TO norn_gate;
GRANT SELECT, INSERT, UPDATE ON norn.table_budget, norn.answered_table TO norn_gate;
