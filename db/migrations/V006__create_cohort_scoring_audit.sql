-- Cohorts, scoring runs and the audit log.
-- Purpose: who was scored, by which run, and who did what.
-- Read by: norn_operations.scoring_runs; cohorts and the audit log by their owner.

CREATE TABLE norn.cohort (
  id text PRIMARY KEY,
  landmark date NOT NULL,
  definition jsonb NOT NULL,
  persons bigint NOT NULL CHECK (persons >= 0),
  created timestamptz NOT NULL
);
COMMENT ON TABLE norn.cohort IS 'Cohorts that were built.';
COMMENT ON COLUMN norn.cohort.id IS 'Name of the cohort.';
COMMENT ON COLUMN norn.cohort.landmark IS 'Last day whose events may be used, included.';
COMMENT ON COLUMN norn.cohort.definition IS 'The cohort file, as JSON.';
COMMENT ON COLUMN norn.cohort.persons IS 'Number of members.';
COMMENT ON COLUMN norn.cohort.created IS 'When it was built.';

CREATE TABLE norn.cohort_member (
  cohort text NOT NULL REFERENCES norn.cohort (id) ON DELETE CASCADE,
  person norn.pseudonym NOT NULL,
  PRIMARY KEY (cohort, person)
);
COMMENT ON TABLE norn.cohort_member IS 'Members of a cohort, where they are kept.';
COMMENT ON COLUMN norn.cohort_member.cohort IS 'The cohort.';
COMMENT ON COLUMN norn.cohort_member.person IS 'Pseudonym of the person.';

CREATE TABLE norn.scoring_run (
  id text PRIMARY KEY,
  release text NOT NULL REFERENCES norn.release (id),
  cohort text,
  landmark date NOT NULL,
  known_by timestamptz,
  state text NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
  persons bigint NOT NULL DEFAULT 0 CHECK (persons >= 0),
  abstained bigint NOT NULL DEFAULT 0 CHECK (abstained >= 0),
  started timestamptz NOT NULL,
  finished timestamptz CHECK (finished >= started)
);
COMMENT ON TABLE norn.scoring_run IS 'Batch scoring runs.';
COMMENT ON COLUMN norn.scoring_run.id IS 'Name of the run.';
COMMENT ON COLUMN norn.scoring_run.release IS 'Release that scored.';
COMMENT ON COLUMN norn.scoring_run.cohort IS 'Cohort that was scored; null when everybody was.';
COMMENT ON COLUMN norn.scoring_run.landmark IS 'Last day whose events were used, included.';
COMMENT ON COLUMN norn.scoring_run.known_by IS 'Register time bound of the histories, included; null when there was none.';
COMMENT ON COLUMN norn.scoring_run.state IS 'RUNNING, DONE or FAILED.';
COMMENT ON COLUMN norn.scoring_run.persons IS 'Persons scored so far, abstentions included.';
COMMENT ON COLUMN norn.scoring_run.abstained IS 'Persons without a probability for at least one outcome.';
COMMENT ON COLUMN norn.scoring_run.started IS 'When it began.';
COMMENT ON COLUMN norn.scoring_run.finished IS 'When it ended; null while running.';

CREATE TABLE norn.audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  login name NOT NULL DEFAULT session_user,
  action text NOT NULL,
  purpose text,
  persons bigint,
  detail jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE norn.audit_log IS 'What was done, by whom. Rows are added, never changed.';
COMMENT ON COLUMN norn.audit_log.id IS 'Order of the rows.';
COMMENT ON COLUMN norn.audit_log.at IS 'When it was done.';
COMMENT ON COLUMN norn.audit_log.login IS 'Database login that did it.';
COMMENT ON COLUMN norn.audit_log.action IS 'What was done, for example release.activate.';
COMMENT ON COLUMN norn.audit_log.purpose IS 'Why, in the words of who did it.';
COMMENT ON COLUMN norn.audit_log.persons IS 'Number of persons concerned; never who.';
COMMENT ON COLUMN norn.audit_log.detail IS 'Names of releases, cohorts or routes; never a value of a person.';

CREATE FUNCTION norn.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '[norn.%] rows are added and never changed; % is refused', tg_table_name, tg_op
    USING ERRCODE = 'insufficient_privilege';
END
$$;
COMMENT ON FUNCTION norn.refuse_change() IS 'Trigger of the tables that only grow: refuses UPDATE, DELETE and TRUNCATE.';
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON norn.audit_log
FOR EACH STATEMENT EXECUTE FUNCTION norn.refuse_change();
COMMENT ON TRIGGER refuse_change ON norn.audit_log IS 'The audit log only grows.';

CREATE FUNCTION norn.activate_release(release text, at timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('norn.activate_release', 0));
  PERFORM FROM norn.release r WHERE r.id = activate_release.release;
  IF NOT FOUND THEN
    RAISE EXCEPTION '[norn.release] release % is not registered; insert it before it goes live', release
      USING ERRCODE = 'foreign_key_violation';
  END IF;
  PERFORM FROM norn.release r WHERE r.id = activate_release.release
    AND r.active_from IS NOT NULL AND r.active_until IS NULL;
  IF FOUND THEN
    RETURN;
  END IF;
  UPDATE norn.release r SET active_until = greatest(activate_release.at, r.active_from)
    WHERE r.active_from IS NOT NULL AND r.active_until IS NULL;
  UPDATE norn.release r SET active_from = activate_release.at, active_until = NULL
    WHERE r.id = activate_release.release;
  INSERT INTO norn.audit_log (action, detail)
  VALUES ('release.activate', jsonb_build_object('release', release, 'at', activate_release.at));
END
$$;
COMMENT ON FUNCTION norn.activate_release(text, timestamptz) IS
  'Makes a registered release the live one and ends the one before; writes the audit log. Nothing happens when it is live already.';
