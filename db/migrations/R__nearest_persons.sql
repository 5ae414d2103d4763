-- The nearest persons by embedding.
-- Purpose: one question for every server: contrib cube is all it needs. Compares only embeddings of one
--   release at one landmark, with the caller's rights. Where norn index has built an index, the people
--   of its nearest lists and all who are embedded since are candidates; else those of the nearest sign codes.
-- Tested: both ways, against an exact computation.
-- Read by: researchers, the research API.

DROP FUNCTION IF EXISTS norn_research.nearest_persons(text, integer, text, date);
DROP FUNCTION IF EXISTS norn_research.nearest_persons(text, integer, text, date, text);
DROP FUNCTION IF EXISTS norn.nearest_by_code(text, date, bit, integer, text);

-- With a setting of its own a function is not merged into the question that calls it: planning this one,
-- and starting the workers it is planned for, would take longer than looking through an index does.
CREATE FUNCTION norn.nearest_by_code(
  release text, landmark date, code bit, people integer, cohort text) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
SELECT e.person
FROM norn.person_embedding e
WHERE e.release = nearest_by_code.release AND e.landmark = nearest_by_code.landmark
  AND (nearest_by_code.cohort IS NULL OR e.person IN (
    SELECT s.person FROM norn.scored_person s JOIN norn.scoring_run r ON r.id = s.run
    WHERE r.state = 'DONE' AND r.cohort = nearest_by_code.cohort))
ORDER BY bit_count(e.code # nearest_by_code.code), e.person
LIMIT nearest_by_code.people;
END;
COMMENT ON FUNCTION norn.nearest_by_code(text, date, bit, integer, text) IS
  'As many people as asked for, nearest by sign code, all of them looked at.';
REVOKE ALL ON FUNCTION norn.nearest_by_code(text, date, bit, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn.nearest_by_code(text, date, bit, integer, text) TO norn_researcher;

-- Its body is resolved when it is created (BEGIN ATOMIC), so no search path can redirect it.
CREATE FUNCTION norn_research.nearest_persons(
  person text, k integer DEFAULT 10, release text DEFAULT NULL, landmark date DEFAULT NULL,
  cohort text DEFAULT NULL)
RETURNS TABLE (neighbour text, cosine double precision)
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE
BEGIN ATOMIC
WITH query AS MATERIALIZED (
  SELECT e.person, e.release, e.landmark, e.code, e.cube_1, e.cube_2, e.cube_3
  FROM norn.person_embedding e
  WHERE e.release = coalesce(nearest_persons.release, (SELECT r.id FROM norn.release r
      WHERE r.active_from IS NOT NULL AND r.active_until IS NULL))
    AND e.person = norn.person_called(nearest_persons.person)
    AND (nearest_persons.landmark IS NULL OR e.landmark = nearest_persons.landmark)
  ORDER BY e.landmark DESC LIMIT 1),
-- A cohort may have few people in the nearest lists: all its members are looked at instead.
index AS MATERIALIZED (
  SELECT i.id, i.probes * greatest(1, nearest_persons.k / 50) AS probes,
    i.shortlist * nearest_persons.k AS shortlist
  FROM norn.neighbour_index i JOIN query q USING (release, landmark)
  WHERE i.finished IS NOT NULL AND nearest_persons.cohort IS NULL
  ORDER BY i.id DESC LIMIT 1),
-- Of two vectors of length 1 the dot product is 1 less half the squared distance.
projected AS MATERIALIZED (
  SELECT cube(array_agg(1 - ((d.cube_1 <-> q.cube_1) ^ 2 + (d.cube_2 <-> q.cube_2) ^ 2
    + (d.cube_3 <-> q.cube_3) ^ 2) / 2 ORDER BY d.number)) AS projection
  FROM norn.neighbour_direction d, query q
  WHERE d.index = (SELECT id FROM index)),
probed AS MATERIALIZED (
  SELECT l.list
  FROM norn.neighbour_list l
  WHERE l.index = (SELECT id FROM index)
  ORDER BY l.centroid <-> (SELECT projection FROM projected), l.list
  LIMIT (SELECT probes FROM index)),
listed AS MATERIALIZED (
  SELECT e.person
  FROM norn.neighbour_entry e
  WHERE e.index = (SELECT id FROM index) AND e.list IN (SELECT list FROM probed)
  ORDER BY e.projection <-> (SELECT projection FROM projected), e.person
  LIMIT (SELECT shortlist FROM index)),
candidate AS (
  SELECT person FROM listed
  UNION SELECT c.person FROM norn.neighbour_change c WHERE c.index = (SELECT id FROM index)
  UNION SELECT n.person FROM query q CROSS JOIN LATERAL norn.nearest_by_code(
    q.release, q.landmark, q.code, greatest(2000, 50 * nearest_persons.k), nearest_persons.cohort) AS n (person)
  WHERE NOT EXISTS (SELECT FROM index)),
nearest AS (
  SELECT c.person, 1 - ((e.cube_1 <-> q.cube_1) ^ 2 + (e.cube_2 <-> q.cube_2) ^ 2
    + (e.cube_3 <-> q.cube_3) ^ 2) / 2 AS cosine
  FROM query q CROSS JOIN candidate c
  -- The limit keeps the planner, who cannot know how few candidates there are, from reading everybody.
  CROSS JOIN LATERAL (
    SELECT p.cube_1, p.cube_2, p.cube_3 FROM norn.person_embedding p
    WHERE p.release = q.release AND p.landmark = q.landmark AND p.person = c.person LIMIT 1) AS e
  WHERE c.person <> q.person
  ORDER BY 2 DESC, 1 LIMIT nearest_persons.k)
SELECT CASE WHEN (SELECT norn.sees_population()) THEN n.person ELSE norn.pseudonym_of(n.person) END, n.cosine
FROM nearest n ORDER BY 2 DESC, 1;
END;
COMMENT ON FUNCTION norn_research.nearest_persons(text, integer, text, date, text) IS
  'The k persons nearest to a person, the person left out, nearest first: pseudonym and cosine (-1 to 1). '
  'Without a release the live one, without a landmark the person''s newest; neighbours are taken at the same landmark, with a cohort only among the people whom finished scoring runs of it hold. '
  'Cosines are exact. Which people are found: those of the lists of norn index where there is one (norn.neighbour_index has its recall) and no cohort is named, else the exact neighbours among the 2,000 (or 50 k) nearest by sign code.';

REVOKE ALL ON FUNCTION norn_research.nearest_persons(text, integer, text, date, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn_research.nearest_persons(text, integer, text, date, text) TO norn_researcher;
