-- The nearest persons by embedding.
-- Purpose: one question, two bodies: pgvector where the server offers it, contrib cube behind a sign
--   code elsewhere. Both compare only embeddings of one release at one landmark, with the caller's
--   rights, and give the same cosines.
-- Tested: the cube body, against an exact computation. The pgvector body has not been run: the test
--   server has no pgvector. It compares every embedding of the landmark, without an index.
-- Read by: researchers, the research API.
-- Chosen when this file is first applied or changes: after installing pgvector, apply it again.

DROP FUNCTION IF EXISTS norn_research.nearest_persons(text, integer, text, date);
DROP FUNCTION IF EXISTS norn_research.nearest_persons(text, integer, text, date, text);

DO $migration$
DECLARE
  -- Bodies are resolved when they are created (BEGIN ATOMIC), so no search path can redirect them.
  head constant text := $head$
CREATE FUNCTION norn_research.nearest_persons(
  person text, k integer DEFAULT 10, release text DEFAULT NULL, landmark date DEFAULT NULL,
  cohort text DEFAULT NULL)
RETURNS TABLE (neighbour text, cosine double precision)
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE
BEGIN ATOMIC
WITH query AS MATERIALIZED (
  SELECT e.release, e.landmark, e.embedding, e.code, e.cube_1, e.cube_2, e.cube_3
  FROM norn.person_embedding e
  WHERE e.release = coalesce(nearest_persons.release, (SELECT r.id FROM norn.release r
      WHERE r.active_from IS NOT NULL AND r.active_until IS NULL))
    AND e.person = nearest_persons.person
    AND (nearest_persons.landmark IS NULL OR e.landmark = nearest_persons.landmark)
  ORDER BY e.landmark DESC LIMIT 1),
compared AS (
  SELECT e.*
  FROM norn.person_embedding e
  WHERE e.release = (SELECT release FROM query) AND e.landmark = (SELECT landmark FROM query)
    AND e.person <> nearest_persons.person
    AND (nearest_persons.cohort IS NULL OR e.person IN (
      SELECT s.person FROM norn.scored_person s JOIN norn.scoring_run r ON r.id = s.run
      WHERE r.state = 'DONE' AND r.cohort = nearest_persons.cohort)))
$head$;
  pgvector_body constant text := $body$
SELECT e.person, 1 - (e.embedding::vector <=> q.embedding::vector)
FROM compared e, query q
ORDER BY 2 DESC, 1 LIMIT nearest_persons.k;
END
$body$;
  -- The sign code keeps the likeliest 2,000 (or 50 k); of those the distance is exact.
  cube_body constant text := $body$
, candidate AS MATERIALIZED (
  SELECT e.person, e.cube_1, e.cube_2, e.cube_3
  FROM compared e
  ORDER BY bit_count(e.code # (SELECT code FROM query)), e.person
  LIMIT greatest(2000, 50 * nearest_persons.k))
SELECT c.person, 1 - ((c.cube_1 <-> q.cube_1) ^ 2 + (c.cube_2 <-> q.cube_2) ^ 2
  + (c.cube_3 <-> q.cube_3) ^ 2) / 2
FROM candidate c, query q
ORDER BY 2 DESC, 1 LIMIT nearest_persons.k;
END
$body$;
  meaning constant text :=
    'The k persons nearest to a person, the person left out, nearest first: pseudonym and cosine (-1 to 1). '
    'Without a release the live one, without a landmark the person''s newest; neighbours are taken at the same landmark, with a cohort only among the people whom finished scoring runs of it hold. ';
  pgvector boolean := EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector');
BEGIN
  IF pgvector THEN
    BEGIN
      CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA norn;
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE NOTICE 'pgvector is available but may not be created by %; contrib cube is used', current_user;
      pgvector := false;
    END;
  END IF;
  EXECUTE head || CASE WHEN pgvector THEN pgvector_body ELSE cube_body END;
  EXECUTE format('COMMENT ON FUNCTION norn_research.nearest_persons(text, integer, text, date, text) IS %L',
    meaning || CASE WHEN pgvector THEN 'Body: pgvector (exact; this body is not covered by a test).'
      ELSE 'Body: contrib cube, exact among the 2,000 (or 50 k) nearest by sign code.' END);
END
$migration$;

REVOKE ALL ON FUNCTION norn_research.nearest_persons(text, integer, text, date, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn_research.nearest_persons(text, integer, text, date, text) TO norn_researcher;
