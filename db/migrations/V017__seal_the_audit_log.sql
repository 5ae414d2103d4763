-- A sealed audit log.
-- Purpose: proof that no row was removed, changed or put in between. Every row gets a seal, signed with a
--   key that is not in the database over the row and the seal before. Rows that the database writes by
--   itself, and those from before, are sealed by the next writer that holds the key.
-- Read by: norn audit.

ALTER TABLE norn.audit_log ADD COLUMN answered bigint;
COMMENT ON COLUMN norn.audit_log.answered IS 'Rows of the answer; null where nothing was asked.';
ALTER TABLE norn.audit_log ADD COLUMN decision text;
COMMENT ON COLUMN norn.audit_log.decision IS
  'ANSWERED, or REFUSED with the rule; null where nothing was asked.';

CREATE TABLE norn.audit_seal (
  number bigint PRIMARY KEY CHECK (number > 0),
  audit_row bigint NOT NULL UNIQUE,
  adopted boolean NOT NULL,
  previous text NOT NULL,
  signature text NOT NULL
);
COMMENT ON TABLE norn.audit_seal IS 'Seals of the audit log, a chain. Rows are added, never changed.';
COMMENT ON COLUMN norn.audit_seal.number IS 'Place in the chain, counted from 1 without gaps.';
COMMENT ON COLUMN norn.audit_seal.audit_row IS 'Row that is sealed.';
COMMENT ON COLUMN norn.audit_seal.adopted IS
  'Whether the row was found unsealed and sealed later, as those are that the database writes.';
COMMENT ON COLUMN norn.audit_seal.previous IS 'Signature of the seal before; empty of the first.';
COMMENT ON COLUMN norn.audit_seal.signature IS
  'HMAC-SHA-256 over number, row, adoption and the signature before, in hexadecimal.';

CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON norn.audit_seal
FOR EACH STATEMENT EXECUTE FUNCTION norn.refuse_change();
COMMENT ON TRIGGER refuse_change ON norn.audit_seal IS 'The chain only grows.';

-- As in V001: roles belong to the whole server, and a site may create them beforehand.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'norn_auditor') THEN
    BEGIN
      CREATE ROLE norn_auditor NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;  -- another database's migration was faster
    END;
  END IF;
END
$$;
GRANT USAGE ON SCHEMA norn TO norn_auditor;
GRANT SELECT, INSERT ON norn.audit_log, norn.audit_seal TO norn_auditor;
