-- Forgetting leaves a trace without content, and holds.
-- Purpose: who was forgotten, as a hash, when, and how many rows went; no row of a forgotten person is
--   written until the person is readmitted.
-- Read by: the live job, norn forget, norn_operations.forgotten.

CREATE FUNCTION norn.person_hash(pseudonym text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(convert_to(pseudonym, 'UTF8')), 'hex')
$$;
COMMENT ON FUNCTION norn.person_hash(text) IS 'SHA-256 of a pseudonym in hexadecimal.';

CREATE TABLE norn.forgotten_person (
  person_hash text PRIMARY KEY,
  forgotten_at timestamptz NOT NULL,
  readmitted_at timestamptz,
  rows_removed bigint NOT NULL
);
COMMENT ON TABLE norn.forgotten_person IS
  'People who were forgotten; no person is named. While readmitted_at is null, rows about them are refused.';
COMMENT ON COLUMN norn.forgotten_person.person_hash IS 'SHA-256 of the pseudonym in hexadecimal.';
COMMENT ON COLUMN norn.forgotten_person.forgotten_at IS 'When the person was forgotten, the last time.';
COMMENT ON COLUMN norn.forgotten_person.readmitted_at IS 'Since when rows about the person are written again; null while forgotten.';
COMMENT ON COLUMN norn.forgotten_person.rows_removed IS 'Rows deleted from all tables of persons, over all times.';

GRANT SELECT, INSERT, UPDATE ON norn.forgotten_person TO norn_writer;

CREATE OR REPLACE FUNCTION norn.forget_person(pseudonym text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  person_table text;
  deleted bigint;
  removed bigint := 0;
BEGIN
  INSERT INTO norn.forgotten_person AS known VALUES (norn.person_hash(pseudonym), now(), NULL, 0)
  ON CONFLICT (person_hash) DO UPDATE SET forgotten_at = excluded.forgotten_at, readmitted_at = NULL
  WHERE known.readmitted_at IS NOT NULL;
  FOREACH person_table IN ARRAY
    ARRAY['person_embedding', 'prediction', 'score_change', 'life_event', 'cohort_member']
  LOOP
    EXECUTE format('DELETE FROM norn.%I WHERE person = $1', person_table) USING pseudonym;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    removed := removed + deleted;
  END LOOP;
  UPDATE norn.forgotten_person SET rows_removed = rows_removed + removed
  WHERE person_hash = norn.person_hash(pseudonym) AND removed > 0;
END
$$;
COMMENT ON FUNCTION norn.forget_person(text) IS
  'Deletes every row about a person, in all releases, and refuses further ones. Running it again does nothing.';

CREATE FUNCTION norn.readmit_person(pseudonym text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  UPDATE norn.forgotten_person SET readmitted_at = now()
  WHERE person_hash = norn.person_hash(pseudonym) AND readmitted_at IS NULL
$$;
COMMENT ON FUNCTION norn.readmit_person(text) IS
  'Allows rows about a forgotten person again; brings none back. Running it again does nothing.';
REVOKE ALL ON FUNCTION norn.readmit_person(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn.readmit_person(text) TO norn_writer;

CREATE FUNCTION norn.refuse_forgotten() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM norn.forgotten_person
      WHERE person_hash = norn.person_hash(new.person) AND readmitted_at IS NULL) THEN
    RETURN NULL;
  END IF;
  RETURN new;
END
$$;
COMMENT ON FUNCTION norn.refuse_forgotten() IS
  'Trigger of the tables of persons: a row about a forgotten person is left out, as the writer cannot know.';

DO $$
DECLARE
  person_table text;
BEGIN
  FOREACH person_table IN ARRAY ARRAY['person_embedding', 'prediction', 'life_event', 'cohort_member']
  LOOP
    EXECUTE format('CREATE TRIGGER refuse_forgotten BEFORE INSERT ON norn.%I
      FOR EACH ROW EXECUTE FUNCTION norn.refuse_forgotten()', person_table);
    EXECUTE format('COMMENT ON TRIGGER refuse_forgotten ON norn.%I IS %L', person_table,
      'A forgotten person gets no row.');
  END LOOP;
END
$$;

ALTER TABLE norn.life_event DROP CONSTRAINT life_event_kind_is_known;
ALTER TABLE norn.life_event ADD CONSTRAINT life_event_kind_is_known
  CHECK (kind IN ('ASSERTED', 'RETRACTED', 'FORGOTTEN', 'READMITTED'));
COMMENT ON COLUMN norn.life_event.kind IS 'ASSERTED, RETRACTED, FORGOTTEN or READMITTED.';

CREATE VIEW norn_operations.forgotten WITH (security_invoker = true) AS
SELECT forgotten_at, readmitted_at, rows_removed FROM norn.forgotten_person;
COMMENT ON VIEW norn_operations.forgotten IS 'People who were forgotten, one row each, without who.';
COMMENT ON COLUMN norn_operations.forgotten.forgotten_at IS 'When the person was forgotten, the last time.';
COMMENT ON COLUMN norn_operations.forgotten.readmitted_at IS 'Since when rows about the person are written again; null while forgotten.';
COMMENT ON COLUMN norn_operations.forgotten.rows_removed IS 'Rows deleted from all tables of persons, over all times.';
GRANT SELECT (forgotten_at, readmitted_at, rows_removed) ON norn.forgotten_person TO norn_operations;
GRANT SELECT ON norn_operations.forgotten TO norn_operations;
