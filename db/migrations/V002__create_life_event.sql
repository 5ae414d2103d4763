-- Life events and rejected events.
-- Purpose: the optional bitemporal sink of accepted life events, and what was refused, without values.
-- Read by: norn_research.rejected_summary, norn_operations.events_rejected.

CREATE TABLE norn.life_event (
  person norn.pseudonym NOT NULL,
  register text NOT NULL,
  "row" text NOT NULL,
  occurred date NOT NULL,
  until date,
  recorded timestamptz NOT NULL,
  revision integer NOT NULL,
  kind text NOT NULL,
  content_hash text NOT NULL,
  fields jsonb NOT NULL,
  PRIMARY KEY (person, register, "row", recorded, revision, content_hash),
  CONSTRAINT life_event_kind_is_known CHECK (kind IN ('ASSERTED', 'RETRACTED', 'FORGOTTEN')),
  CONSTRAINT life_event_until_not_before_occurred CHECK (until >= occurred)
);
COMMENT ON TABLE norn.life_event IS
  'Every version of every fact, as sent. The newest version of a fact has the greatest (recorded, revision, content_hash).';
COMMENT ON COLUMN norn.life_event.person IS 'Pseudonym of the person.';
COMMENT ON COLUMN norn.life_event.register IS 'Register that states the fact.';
COMMENT ON COLUMN norn.life_event."row" IS 'The register''s own name of the row; (register, row) is the fact through all its versions.';
COMMENT ON COLUMN norn.life_event.occurred IS 'Valid time: first day of the event in the life.';
COMMENT ON COLUMN norn.life_event.until IS 'Valid time: last day of a state, included; null while open or for a moment.';
COMMENT ON COLUMN norn.life_event.recorded IS 'Register time: when the register knew this version.';
COMMENT ON COLUMN norn.life_event.revision IS 'Number of the version where the register counts them, else 0.';
COMMENT ON COLUMN norn.life_event.kind IS 'ASSERTED, RETRACTED or FORGOTTEN.';
COMMENT ON COLUMN norn.life_event.content_hash IS 'Hash of the content in hexadecimal; breaks ties of (recorded, revision).';
COMMENT ON COLUMN norn.life_event.fields IS 'Codes as the register gives them: a JSON object of strings.';

CREATE TABLE norn.rejected_event (
  id text PRIMARY KEY,
  source text NOT NULL,
  line bigint NOT NULL,
  register text,
  reason text NOT NULL,
  detail text NOT NULL,
  received timestamptz NOT NULL
);
COMMENT ON TABLE norn.rejected_event IS
  'Register rows that became no life event: where they are and why. Never a value of the row.';
COMMENT ON COLUMN norn.rejected_event.id IS 'Hash of the place (source, line): a second reading of the same place adds no row.';
COMMENT ON COLUMN norn.rejected_event.source IS 'File or topic the row came from.';
COMMENT ON COLUMN norn.rejected_event.line IS 'Line of the file, counted from 1, or offset in the topic.';
COMMENT ON COLUMN norn.rejected_event.register IS 'Register whose definition refused the row.';
COMMENT ON COLUMN norn.rejected_event.reason IS 'One of the closed set of reasons, for example UNPARSEABLE_DATE.';
COMMENT ON COLUMN norn.rejected_event.detail IS 'What was expected, and of which column; no value of the row.';
COMMENT ON COLUMN norn.rejected_event.received IS 'When the row was first refused.';
CREATE INDEX rejected_event_received ON norn.rejected_event (received);
