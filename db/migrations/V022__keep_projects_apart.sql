-- Projects.
-- Purpose: readers see the people of their project and no others, under pseudonyms that only that
--   project has: what two projects are given joins by no pseudonym. The keys are outside the database
--   (norn project), so that the pairs below are all that it knows. Who may see everybody has norn_population.
-- Read by: the views and functions of norn_research.

-- As in V001: roles belong to the whole server, and a site may create them beforehand.
DO $$
DECLARE
  group_role text;
BEGIN
  FOREACH group_role IN ARRAY ARRAY['norn_population', 'norn_administrator']
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

CREATE TABLE norn.project (
  name text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9-]{0,62}$'),
  purpose text NOT NULL CHECK (purpose <> ''),
  cohorts text[] NOT NULL CHECK (cardinality(cohorts) > 0),
  ends date NOT NULL,
  key_number integer NOT NULL DEFAULT 1 CHECK (key_number > 0),
  created timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE norn.project IS 'Projects, whose readers see the people of some cohorts.';
COMMENT ON COLUMN norn.project.name IS 'Name of the project.';
COMMENT ON COLUMN norn.project.purpose IS 'What the project is for, in the words of who approved it.';
COMMENT ON COLUMN norn.project.cohorts IS 'Cohorts whose people, as finished scoring runs hold them, the project may see.';
COMMENT ON COLUMN norn.project.ends IS 'Last day in UTC, included, on which it is answered.';
COMMENT ON COLUMN norn.project.key_number IS 'Which of its keys made its pseudonyms; counts from 1, a rotation makes the next.';
COMMENT ON COLUMN norn.project.created IS 'When it was made.';

CREATE TABLE norn.project_login (
  project text NOT NULL REFERENCES norn.project (name),
  login name NOT NULL,
  PRIMARY KEY (project, login)
);
COMMENT ON TABLE norn.project_login IS 'Database logins that may ask for a project.';
COMMENT ON COLUMN norn.project_login.project IS 'The project.';
COMMENT ON COLUMN norn.project_login.login IS 'The login, whatever role it sets.';

CREATE TABLE norn.project_person (
  project text NOT NULL REFERENCES norn.project (name),
  person norn.pseudonym NOT NULL,
  pseudonym norn.pseudonym NOT NULL,
  PRIMARY KEY (project, person),
  UNIQUE (project, pseudonym)
);
COMMENT ON TABLE norn.project_person IS 'The people of a project and what it calls them.';
COMMENT ON COLUMN norn.project_person.project IS 'The project.';
COMMENT ON COLUMN norn.project_person.person IS 'Pseudonym of the person in all other tables; no reader sees it.';
COMMENT ON COLUMN norn.project_person.pseudonym IS 'Pseudonym in this project: HMAC-SHA-256 of the other under the project''s key, its first 128 bits.';
CREATE INDEX project_person_person ON norn.project_person (person);

CREATE TRIGGER refuse_forgotten BEFORE INSERT ON norn.project_person
FOR EACH ROW EXECUTE FUNCTION norn.refuse_forgotten();
COMMENT ON TRIGGER refuse_forgotten ON norn.project_person IS 'A forgotten person gets no row.';

-- By the login, which no SET ROLE changes. They read project and project_login, which readers cannot.
CREATE FUNCTION norn.open_projects() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
SELECT coalesce(array_agg(p.name ORDER BY p.name), '{}') FROM norn.project p
WHERE p.ends >= (now() AT TIME ZONE 'UTC')::date
  AND (pg_has_role(session_user, 'norn_population', 'MEMBER') OR EXISTS (
    SELECT FROM norn.project_login l WHERE l.project = p.name AND l.login = session_user));
END;
COMMENT ON FUNCTION norn.open_projects() IS 'Projects that the login may ask for today, by name.';

CREATE FUNCTION norn.sees_population() RETURNS boolean
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
SELECT coalesce(current_setting('norn.project', true), '') IN ('', '*')
  AND pg_has_role(session_user, 'norn_population', 'MEMBER');
END;
COMMENT ON FUNCTION norn.sees_population() IS
  'Whether everybody is seen: the login has norn_population and has chosen no project (SET norn.project), or ''*''.';

CREATE FUNCTION norn.chosen_project() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  named text := coalesce(current_setting('norn.project', true), '');
  open text[] := norn.open_projects();
BEGIN
  IF named IN ('', '*') AND pg_has_role(session_user, 'norn_population', 'MEMBER') THEN
    RETURN NULL;
  ELSIF named = '*' THEN
    RAISE EXCEPTION '[norn.project] this login may not ask about everybody' USING ERRCODE = 'NP001';
  ELSIF named = '' AND cardinality(open) > 1 THEN
    RAISE EXCEPTION '[norn.project] this login has several projects; choose one: SET norn.project = ''…'''
      USING ERRCODE = 'NP001';
  ELSIF named <> '' AND NOT named = ANY (open) THEN
    RAISE EXCEPTION '[norn.project] % is no project that this login may ask for today', quote_literal(named)
      USING ERRCODE = 'NP001';
  END IF;
  RETURN CASE WHEN named = '' THEN open[1] ELSE named END;
END
$$;
COMMENT ON FUNCTION norn.chosen_project() IS
  'The project whose people are seen: the one of SET norn.project, else the login''s only one; null where it has none, and where it sees everybody (''*'' insists on that). SQLSTATE NP001 where it may not ask for it.';

CREATE FUNCTION norn.shown_cohorts() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
SELECT p.cohorts FROM norn.project p WHERE p.name = norn.chosen_project();
END;
COMMENT ON FUNCTION norn.shown_cohorts() IS 'Cohorts of the chosen project; null without one.';

REVOKE ALL ON FUNCTION norn.open_projects(), norn.sees_population(), norn.chosen_project(),
  norn.shown_cohorts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn.open_projects(), norn.sees_population(), norn.chosen_project(),
  norn.shown_cohorts() TO norn_viewer, norn_analyst, norn_researcher, norn_operations;

-- What was true is by project now. The sub-selects are looked at once for a question, not for each row.
DO $$
DECLARE
  person_table text;
BEGIN
  FOREACH person_table IN ARRAY ARRAY['person_embedding', 'prediction', 'score_change', 'scored_person',
    'neighbour_entry', 'neighbour_change']
  LOOP
    EXECUTE format('DROP POLICY reader ON norn.%I', person_table);
    EXECUTE format(
      -- EXISTS leaves the planner the choice to look people up one by one; IN would hash them all first.
      'CREATE POLICY reader ON norn.%1$I FOR SELECT TO norn_researcher, norn_analyst
       USING ((SELECT norn.sees_population()) OR EXISTS (
         SELECT FROM norn.project_person p WHERE p.person = %1$I.person))',
      person_table);
  END LOOP;
  -- Operations count everybody and see nobody; who is also a reader must not see more for it.
  FOREACH person_table IN ARRAY ARRAY['prediction', 'score_change']
  LOOP
    EXECUTE format(
      'CREATE POLICY operations ON norn.%I FOR SELECT TO norn_operations
       USING (NOT (SELECT pg_has_role(current_user, ''norn_researcher'', ''USAGE'')
         OR pg_has_role(current_user, ''norn_analyst'', ''USAGE'')))',
      person_table);
  END LOOP;
END
$$;

ALTER TABLE norn.project_person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY writer ON norn.project_person TO norn_writer USING (true) WITH CHECK (true);
CREATE POLICY administrator ON norn.project_person TO norn_administrator USING (true) WITH CHECK (true);
CREATE POLICY reader ON norn.project_person FOR SELECT TO norn_researcher, norn_analyst
USING (project = (SELECT norn.chosen_project()));
GRANT SELECT ON norn.project_person TO norn_researcher, norn_analyst;
GRANT SELECT, DELETE ON norn.project_person TO norn_writer;

ALTER TABLE norn.scoring_run ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY writer ON norn.scoring_run TO norn_writer USING (true) WITH CHECK (true);
CREATE POLICY counting ON norn.scoring_run FOR SELECT TO norn_gate, norn_operations, norn_administrator USING (true);
CREATE POLICY reader ON norn.scoring_run FOR SELECT TO norn_viewer, norn_analyst, norn_researcher
USING ((SELECT norn.sees_population()) OR cohort = ANY ((SELECT norn.shown_cohorts())::text[]));

-- The gate counts whole runs, whoever asks: it reads the table.
REVOKE SELECT ON norn_research.scored_person FROM norn_gate;

-- Administrators make projects: they read who is in a cohort, and nothing that is said of anybody.
GRANT USAGE ON SCHEMA norn TO norn_administrator;
GRANT SELECT, INSERT, UPDATE ON norn.project TO norn_administrator;
GRANT SELECT, INSERT, DELETE ON norn.project_login, norn.project_person TO norn_administrator;
GRANT SELECT (id, cohort, state) ON norn.scoring_run TO norn_administrator;
GRANT SELECT (run, person) ON norn.scored_person TO norn_administrator;
GRANT SELECT (person_hash, readmitted_at) ON norn.forgotten_person TO norn_administrator;
CREATE POLICY administrator ON norn.scored_person FOR SELECT TO norn_administrator USING (true);

CREATE VIEW norn_research.project WITH (security_invoker = true) AS
SELECT open.name, CASE WHEN coalesce(current_setting('norn.project', true), '') = ''
  THEN NOT norn.sees_population() AND cardinality(norn.open_projects()) = 1
  ELSE open.name = current_setting('norn.project', true) END AS chosen
FROM unnest(norn.open_projects()) AS open (name);
COMMENT ON VIEW norn_research.project IS 'Projects that the login may ask for today. It sees the people of the chosen one: SET norn.project chooses.';
COMMENT ON COLUMN norn_research.project.name IS 'Name of the project.';
COMMENT ON COLUMN norn_research.project.chosen IS 'Whether its people are seen.';
GRANT SELECT ON norn_research.project TO norn_viewer, norn_analyst, norn_researcher;

-- Two branches, of which one never runs: for everybody no pseudonym is looked up.
CREATE OR REPLACE VIEW norn_research.prediction WITH (security_invoker = true) AS
SELECT release, person, landmark, outcome, probability, abstained, history_version,
  newest_recorded, cause_register, cause_row, cause_kind, predicted_at, first_predicted_at
FROM norn.prediction WHERE (SELECT norn.sees_population())
UNION ALL
SELECT t.release, p.pseudonym, t.landmark, t.outcome, t.probability, t.abstained, t.history_version,
  t.newest_recorded, t.cause_register, NULL, t.cause_kind, t.predicted_at, t.first_predicted_at
FROM norn.prediction t JOIN norn.project_person p USING (person)
WHERE NOT (SELECT norn.sees_population());
COMMENT ON COLUMN norn_research.prediction.person IS 'Pseudonym of the person, in a project the project''s own.';
COMMENT ON COLUMN norn_research.prediction.cause_row IS 'Row of that life event in its register; null in a project, as two projects could join by it.';

CREATE OR REPLACE VIEW norn_research.score_change WITH (security_invoker = true) AS
SELECT id, release, person, landmark, outcome, from_probability, to_probability, from_abstained,
  to_abstained, cause_register, cause_row, cause_kind, history_version, changed_at, from_release,
  from_landmark
FROM norn.score_change WHERE (SELECT norn.sees_population())
UNION ALL
SELECT t.id, t.release, p.pseudonym, t.landmark, t.outcome, t.from_probability, t.to_probability,
  t.from_abstained, t.to_abstained, t.cause_register, NULL, t.cause_kind, t.history_version, t.changed_at,
  t.from_release, t.from_landmark
FROM norn.score_change t JOIN norn.project_person p USING (person)
WHERE NOT (SELECT norn.sees_population());
COMMENT ON COLUMN norn_research.score_change.person IS 'Pseudonym of the person, in a project the project''s own.';
COMMENT ON COLUMN norn_research.score_change.cause_row IS 'Row of that life event in its register; null in a project, as two projects could join by it.';

CREATE OR REPLACE VIEW norn_research.person_embedding WITH (security_invoker = true) AS
SELECT release, person, landmark, embedding, history_version, newest_recorded, encoded_at
FROM norn.person_embedding WHERE (SELECT norn.sees_population())
UNION ALL
SELECT t.release, p.pseudonym, t.landmark, t.embedding, t.history_version, t.newest_recorded, t.encoded_at
FROM norn.person_embedding t JOIN norn.project_person p USING (person)
WHERE NOT (SELECT norn.sees_population());
COMMENT ON COLUMN norn_research.person_embedding.person IS 'Pseudonym of the person, in a project the project''s own.';

CREATE OR REPLACE VIEW norn_research.scored_person WITH (security_invoker = true) AS
SELECT s.run, r.release, r.calibration, r.cohort, s.landmark, r.known_by, s.person, s.outcome,
  s.probability, s.low, s.high, s.decile, s.percentile, s.abstained, s.history_version,
  s.newest_recorded, s.expected_count, s.likeliest_class, s.class_probability
FROM norn.scored_person s JOIN norn.scoring_run r ON r.id = s.run
WHERE r.state = 'DONE' AND (SELECT norn.sees_population())
UNION ALL
SELECT s.run, r.release, r.calibration, r.cohort, s.landmark, r.known_by, p.pseudonym, s.outcome,
  s.probability, s.low, s.high, s.decile, s.percentile, s.abstained, s.history_version,
  s.newest_recorded, s.expected_count, s.likeliest_class, s.class_probability
FROM norn.scored_person s JOIN norn.scoring_run r ON r.id = s.run JOIN norn.project_person p USING (person)
WHERE r.state = 'DONE' AND NOT (SELECT norn.sees_population());
COMMENT ON COLUMN norn_research.scored_person.person IS 'Pseudonym of the person, in a project the project''s own.';

-- Pseudonyms in and out of functions. Readers cannot name them, as they have no USAGE on schema norn.
CREATE FUNCTION norn.person_called(pseudonym text) RETURNS text
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
SELECT CASE WHEN (SELECT norn.sees_population()) THEN person_called.pseudonym
  ELSE (SELECT p.person FROM norn.project_person p WHERE p.pseudonym = person_called.pseudonym) END;
END;
COMMENT ON FUNCTION norn.person_called(text) IS 'Whom the reader calls so; null for nobody that the reader sees.';
CREATE FUNCTION norn.pseudonym_of(person text) RETURNS text
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
SELECT CASE WHEN (SELECT norn.sees_population()) THEN pseudonym_of.person
  ELSE (SELECT p.pseudonym FROM norn.project_person p WHERE p.person = pseudonym_of.person) END;
END;
COMMENT ON FUNCTION norn.pseudonym_of(text) IS 'What the reader calls a person; null for nobody that the reader sees.';
REVOKE ALL ON FUNCTION norn.person_called(text), norn.pseudonym_of(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn.person_called(text), norn.pseudonym_of(text) TO norn_analyst, norn_researcher;

-- As in V018; from projects too.
CREATE OR REPLACE FUNCTION norn.forget_person(pseudonym text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  person_table text;
  deleted bigint;
  removed bigint := 0;
BEGIN
  INSERT INTO norn.forgotten_person AS known
  VALUES (norn.person_hash(pseudonym), clock_timestamp(), NULL, 0)
  ON CONFLICT (person_hash) DO UPDATE SET forgotten_at = excluded.forgotten_at, readmitted_at = NULL
  WHERE known.readmitted_at IS NOT NULL;
  FOREACH person_table IN ARRAY ARRAY['person_embedding', 'neighbour_entry', 'neighbour_change',
    'prediction', 'score_change', 'life_event', 'cohort_member', 'scored_person', 'project_person']
  LOOP
    EXECUTE format('DELETE FROM norn.%I WHERE person = $1', person_table) USING pseudonym;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    removed := removed + deleted;
  END LOOP;
  UPDATE norn.forgotten_person SET rows_removed = rows_removed + removed
  WHERE person_hash = norn.person_hash(pseudonym) AND removed > 0;
END
$$;
