-- One life, fact by fact.
-- Purpose: the versions that the registers stated of a person, for who looks at one life and asks what a release makes of
--   it. Only for readers who see everybody: what a life consists of would let two projects join.
-- Read by: the research API, researchers.

CREATE POLICY reader ON norn.life_event FOR SELECT TO norn_researcher USING ((SELECT norn.sees_population()));
GRANT SELECT ON norn.life_event TO norn_researcher;

CREATE VIEW norn_research.life_event WITH (security_invoker = true) AS
SELECT e.person, e.register, e."row", e.occurred, e.until, e.recorded, e.revision, e.kind,
  coalesce((SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each(e.fields) f
    WHERE NOT starts_with(f.key, 'kin.')), '{}') AS fields
FROM norn.life_event e WHERE e.kind IN ('ASSERTED', 'RETRACTED');
COMMENT ON VIEW norn_research.life_event IS
  'Every version of every fact of a person''s life that the stream has kept (norn up --keep-events). In a project nobody''s. The newest version of a fact has the greatest (recorded, revision).';
COMMENT ON COLUMN norn_research.life_event.person IS 'Pseudonym of the person.';
COMMENT ON COLUMN norn_research.life_event.register IS 'Register that states the fact.';
COMMENT ON COLUMN norn_research.life_event."row" IS 'The register''s own name of the row; (register, row) is the fact through all its versions.';
COMMENT ON COLUMN norn_research.life_event.occurred IS 'First day of the event in the life.';
COMMENT ON COLUMN norn_research.life_event.until IS 'Last day of a state, included; null while open or for a moment.';
COMMENT ON COLUMN norn_research.life_event.recorded IS 'Register time: when the register knew this version.';
COMMENT ON COLUMN norn_research.life_event.revision IS 'Number of the version where the register counts them, else 0.';
COMMENT ON COLUMN norn_research.life_event.kind IS 'ASSERTED, or RETRACTED where the register has withdrawn the fact.';
COMMENT ON COLUMN norn_research.life_event.fields IS 'Codes as the register gives them: a JSON object of strings. Kin are left out.';
GRANT SELECT ON norn_research.life_event TO norn_researcher;
