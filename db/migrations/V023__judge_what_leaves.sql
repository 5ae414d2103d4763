-- What asks to leave, and who judged it.
-- Purpose: whatever leaves the place where persons are seen has passed the rules and then a checker, who is
--   not the one who asked. What was judged is kept as it left; it holds no person.
-- Read by: norn output, the research API.

-- As in V001: roles belong to the whole server, and a site may create them beforehand.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'norn_checker') THEN
    BEGIN
      CREATE ROLE norn_checker NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;  -- another database's migration was faster
    END;
  END IF;
END
$$;

ALTER TABLE norn.scoring_run ADD COLUMN report_sha256 text CHECK (report_sha256 ~ '^[0-9a-f]{64}$');
COMMENT ON COLUMN norn.scoring_run.report_sha256 IS
  'SHA-256 of the run''s report.json as it was written: another one does not leave; null where none was.';

CREATE TABLE norn.output_request (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f-]{36}$'),
  kind text NOT NULL CHECK (kind IN ('TABLE', 'SCORING_REPORT', 'COMPARISON', 'EVALUATION')),
  about text NOT NULL,
  asked_by text NOT NULL,
  project text,
  purpose text NOT NULL CHECK (purpose ~ '[[:alnum:]]'),
  rules jsonb NOT NULL,
  content text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'APPROVED', 'REFUSED')),
  decided_by text,
  decided_at timestamptz,
  reason text,
  CONSTRAINT output_request_is_judged_by_somebody CHECK (
    num_nonnulls(decided_by, decided_at, reason) = CASE WHEN state = 'WAITING' THEN 0 ELSE 3 END),
  CONSTRAINT output_request_is_not_judged_by_who_asked CHECK (decided_by <> asked_by)
);
COMMENT ON TABLE norn.output_request IS 'What asked to leave. Nothing of a row changes but once the decision.';
COMMENT ON COLUMN norn.output_request.id IS 'Random (UUID).';
COMMENT ON COLUMN norn.output_request.kind IS 'TABLE, SCORING_REPORT, COMPARISON (of two runs) or EVALUATION (of a release).';
COMMENT ON COLUMN norn.output_request.about IS 'Run, runs or release that it is about.';
COMMENT ON COLUMN norn.output_request.asked_by IS 'Who asked: api/ and a caller''s name, or login/ and a database login.';
COMMENT ON COLUMN norn.output_request.project IS 'Project of the caller; null for none.';
COMMENT ON COLUMN norn.output_request.purpose IS 'What for, in the words of who asked.';
COMMENT ON COLUMN norn.output_request.rules IS 'Disclosure rules that it passed.';
COMMENT ON COLUMN norn.output_request.content IS 'What leaves, JSON.';
COMMENT ON COLUMN norn.output_request.sha256 IS 'SHA-256 of the content in UTF-8.';
COMMENT ON COLUMN norn.output_request.asked_at IS 'When it was asked for.';
COMMENT ON COLUMN norn.output_request.state IS 'WAITING, then APPROVED or REFUSED.';
COMMENT ON COLUMN norn.output_request.decided_by IS 'Who judged, named as asked_by; somebody else. Null while waiting.';
COMMENT ON COLUMN norn.output_request.decided_at IS 'When it was judged.';
COMMENT ON COLUMN norn.output_request.reason IS 'Why, in the words of who judged.';
CREATE INDEX output_request_asked ON norn.output_request (asked_at, id);

CREATE FUNCTION norn.refuse_other_decision() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF old.state <> 'WAITING' THEN
    RAISE EXCEPTION '[norn.output_request] % was judged already', old.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (old.id, old.kind, old.about, old.asked_by, old.project, old.purpose, old.rules, old.content, old.sha256,
      old.asked_at) IS DISTINCT FROM (new.id, new.kind, new.about, new.asked_by, new.project, new.purpose,
      new.rules, new.content, new.sha256, new.asked_at) THEN
    RAISE EXCEPTION '[norn.output_request] what asks to leave is never changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN new;
END
$$;
COMMENT ON FUNCTION norn.refuse_other_decision() IS 'Trigger of norn.output_request: a row is judged once, and nothing else of it changes.';
CREATE TRIGGER refuse_other_decision BEFORE UPDATE ON norn.output_request
FOR EACH ROW EXECUTE FUNCTION norn.refuse_other_decision();
COMMENT ON TRIGGER refuse_other_decision ON norn.output_request IS 'A row is judged once.';
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON norn.output_request
FOR EACH STATEMENT EXECUTE FUNCTION norn.refuse_change();
COMMENT ON TRIGGER refuse_change ON norn.output_request IS 'What left is never taken out of the list.';

GRANT SELECT, INSERT ON norn.output_request TO norn_gate, norn_writer;
GRANT USAGE ON SCHEMA norn TO norn_checker;
GRANT SELECT, UPDATE (state, decided_by, decided_at, reason) ON norn.output_request TO norn_checker;
