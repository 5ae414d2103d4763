-- Roles and extension.
-- Purpose: the four group roles (without login: a site grants them to its own logins), the pseudonym
--   type, and contrib cube, which gives exact distances where pgvector is not installed.
-- Read by: every later migration.

COMMENT ON SCHEMA norn IS
  'Tables that Norn writes. Readers use norn_research and norn_operations and cannot name these tables.';

-- Roles belong to the whole server: two databases may migrate at once, and a site whose migrating
-- login may not create roles creates them beforehand.
DO $$
DECLARE
  group_role text;
BEGIN
  FOREACH group_role IN ARRAY
    ARRAY['norn_writer', 'norn_researcher', 'norn_analyst', 'norn_operations']
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

CREATE EXTENSION IF NOT EXISTS cube WITH SCHEMA norn;

-- A Danish or Swedish person number has 10 or 12 digits: it cannot pass as a pseudonym.
CREATE DOMAIN norn.pseudonym AS text
  CONSTRAINT pseudonym_is_hexadecimal CHECK (value ~ '^[0-9a-f]{32,64}$');
COMMENT ON DOMAIN norn.pseudonym IS
  'Keyed hash of a register''s person number: 32 to 64 lower-case hexadecimal digits.';
