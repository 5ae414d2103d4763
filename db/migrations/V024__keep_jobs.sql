-- Jobs of the research API.
-- Purpose: questions that take long, asked over HTTP and answered later: who asked, how far each is, and
--   where its result lies. A result's rows are no longer handed out once anybody was forgotten after they
--   were read.
-- Read by: the research API, as norn_gate.

-- A number that another forgetting changes, whenever it is committed: times alone do not tell, as one may be
-- written before a job reads and committed after.
CREATE FUNCTION norn.forgettings() RETURNS numeric
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(sum(extract(epoch FROM forgotten_at)), 0) FROM norn.forgotten_person
$$;
COMMENT ON FUNCTION norn.forgettings() IS
  'A number that grows with every person who is forgotten; equal numbers say that nobody was in between.';
REVOKE ALL ON FUNCTION norn.forgettings() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn.forgettings() TO norn_gate;
GRANT SELECT (forgotten_at) ON norn.forgotten_person TO norn_gate;

CREATE TABLE norn.job (
  id uuid PRIMARY KEY,
  caller text NOT NULL,
  role text NOT NULL,
  project text,
  purpose text,
  request text NOT NULL,
  question jsonb NOT NULL,
  persons boolean NOT NULL,
  state text NOT NULL DEFAULT 'QUEUED'
    CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  progress double precision NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
  attempt integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  forgettings numeric,
  asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz,
  problem jsonb,
  result text,
  result_type text,
  result_tag text,
  result_rows bigint CHECK (result_rows >= 0),
  CHECK ((finished_at IS NULL) = (state IN ('QUEUED', 'RUNNING'))),
  CHECK (problem IS NOT NULL OR state <> 'FAILED')
);
COMMENT ON TABLE norn.job IS
  'Questions that the research API answers later. A row goes some time after it has ended, its result with it.';
COMMENT ON COLUMN norn.job.id IS 'Drawn at random.';
COMMENT ON COLUMN norn.job.caller IS 'Name of the caller in callers.yaml; local where the API knows none.';
COMMENT ON COLUMN norn.job.role IS 'What the caller was when asking; the question is answered with these rights.';
COMMENT ON COLUMN norn.job.project IS 'Project of the caller when asking, whose people the question is about; null for everybody.';
COMMENT ON COLUMN norn.job.purpose IS 'What for, in the caller''s words.';
COMMENT ON COLUMN norn.job.request IS 'The request that asked, as the audit log names it.';
COMMENT ON COLUMN norn.job.question IS
  'What is asked. Pseudonyms stand under persons alone, and go with forgetting and when the job ends.';
COMMENT ON COLUMN norn.job.persons IS 'Whether the result holds rows of persons.';
COMMENT ON COLUMN norn.job.state IS 'QUEUED, RUNNING, DONE, FAILED or CANCELLED.';
COMMENT ON COLUMN norn.job.progress IS 'Share that is done, 0 to 1.';
COMMENT ON COLUMN norn.job.attempt IS 'How often it was begun; what an earlier attempt finds is thrown away.';
COMMENT ON COLUMN norn.job.forgettings IS 'norn.forgettings() before the newest attempt read anything.';
COMMENT ON COLUMN norn.job.asked_at IS 'When it was asked.';
COMMENT ON COLUMN norn.job.started_at IS 'When the newest attempt began.';
COMMENT ON COLUMN norn.job.finished_at IS 'When it ended, in whichever way; null before.';
COMMENT ON COLUMN norn.job.problem IS 'Why it failed, as RFC 9457 has it; null otherwise.';
COMMENT ON COLUMN norn.job.result IS
  'File in the API''s folder of jobs; null of tables, which the gate answers when they are fetched.';
COMMENT ON COLUMN norn.job.result_type IS 'Media type of the result.';
COMMENT ON COLUMN norn.job.result_tag IS 'SHA-256 of the file in hexadecimal.';
COMMENT ON COLUMN norn.job.result_rows IS 'Rows in the result.';
CREATE INDEX job_caller ON norn.job (caller, asked_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON norn.job TO norn_gate;

CREATE FUNCTION norn.forget_in_jobs() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE norn.job SET question = jsonb_set(question, '{persons}', coalesce(
    (SELECT jsonb_agg(person) FROM jsonb_array_elements_text(question -> 'persons') AS person
     WHERE norn.person_hash(person) <> new.person_hash), '[]'))
  WHERE jsonb_exists(question, 'persons');
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION norn.forget_in_jobs() IS
  'Trigger of forgotten_person: takes the pseudonym out of questions that wait.';
GRANT SELECT (question), UPDATE (question) ON norn.job TO norn_writer;
CREATE TRIGGER forget_in_jobs AFTER INSERT OR UPDATE OF forgotten_at ON norn.forgotten_person
FOR EACH ROW EXECUTE FUNCTION norn.forget_in_jobs();
COMMENT ON TRIGGER forget_in_jobs ON norn.forgotten_person IS
  'Questions that wait name nobody who was forgotten.';

-- Of a project's pseudonyms no hash tells whose they are; they go with the people of the project.
CREATE FUNCTION norn.forget_in_project_jobs() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE norn.job j SET question = jsonb_set(question, '{persons}', coalesce(
    (SELECT jsonb_agg(asked.about) FROM jsonb_array_elements_text(question -> 'persons') AS asked (about)
     WHERE NOT EXISTS (
       SELECT FROM gone g WHERE g.project = j.project AND g.pseudonym = asked.about)), '[]'))
  WHERE j.project IS NOT NULL AND jsonb_exists(question, 'persons');
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION norn.forget_in_project_jobs() IS
  'Trigger of project_person: questions that wait name nobody who is in the project no more.';
GRANT SELECT (project) ON norn.job TO norn_writer;
GRANT SELECT (project, question), UPDATE (question) ON norn.job TO norn_administrator;
CREATE TRIGGER forget_in_project_jobs AFTER DELETE ON norn.project_person
REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION norn.forget_in_project_jobs();
COMMENT ON TRIGGER forget_in_project_jobs ON norn.project_person IS
  'Questions that wait name nobody who is in the project no more.';
