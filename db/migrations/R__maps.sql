-- What separates the people inside an area of a map.
-- Purpose: a group that somebody drew is described without a person's events in sight. With the caller's
--   rights; the body is resolved when it is created (BEGIN ATOMIC): no search path can redirect it.
-- Read by: researchers, the research API.

DROP FUNCTION IF EXISTS norn_research.map_selection(bigint, polygon, text);
CREATE FUNCTION norn_research.map_selection(map bigint, area polygon, outcome text DEFAULT NULL)
RETURNS TABLE (kind text, name text, register text, people bigint, others bigint,
  value double precision, other_value double precision)
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE
BEGIN ATOMIC
WITH placed AS MATERIALIZED (
  SELECT p.person, p.landmark, p.point, p.tokens IS NOT NULL AS told,
    map_selection.area @> point(p.x, p.y) AS inside,
    (p.observed ->> map_selection.outcome)::boolean AS observed,
    (p.true_probability ->> map_selection.outcome)::double precision AS truth
  FROM norn.projection_point p WHERE p.projection = map_selection.map),
whole AS (
  SELECT count(*) FILTER (WHERE inside) AS people, count(*) FILTER (WHERE NOT inside) AS others,
    count(*) FILTER (WHERE inside AND told) AS told, count(*) FILTER (WHERE NOT inside AND told) AS others_told
  FROM placed),
-- Of few people, or of all but few, nothing follows.
shown AS (SELECT * FROM whole WHERE people >= 10 AND others >= 10),
predicted AS (
  SELECT count(*) FILTER (WHERE p.inside) AS n, count(*) FILTER (WHERE NOT p.inside) AS m,
    avg(t.probability) FILTER (WHERE p.inside) AS a, avg(t.probability) FILTER (WHERE NOT p.inside) AS b
  FROM shown, placed p
  JOIN norn.prediction t ON t.person = p.person AND t.landmark = p.landmark
    AND t.release = (SELECT r.release FROM norn.projection r WHERE r.id = map_selection.map)
    AND t.outcome = map_selection.outcome AND t.probability IS NOT NULL),
true_of AS (
  SELECT count(*) FILTER (WHERE inside) AS n, count(*) FILTER (WHERE NOT inside) AS m,
    avg(truth) FILTER (WHERE inside) AS a, avg(truth) FILTER (WHERE NOT inside) AS b
  FROM shown, placed WHERE truth IS NOT NULL),
known AS (
  SELECT count(*) FILTER (WHERE inside) AS n, count(*) FILTER (WHERE NOT inside) AS m,
    count(*) FILTER (WHERE inside AND observed) AS a, count(*) FILTER (WHERE NOT inside AND observed) AS b
  FROM shown, placed WHERE observed IS NOT NULL),
-- About 20,000 lives of either side say enough of tokens, always the same ones.
drawn AS MATERIALIZED (
  SELECT p.inside, t.tokens
  FROM shown s CROSS JOIN placed p
  JOIN norn.projection_point t ON t.projection = map_selection.map AND t.point = p.point
  WHERE p.told AND (hashint4(p.point) & 65535)
    < 65536 * (20000.0::double precision / greatest(20000, CASE WHEN p.inside THEN s.told ELSE s.others_told END))),
counted AS MATERIALIZED (
  SELECT count(*) FILTER (WHERE inside) AS told, count(*) FILTER (WHERE NOT inside) AS others_told FROM drawn),
held AS (
  SELECT t.token, count(*) FILTER (WHERE d.inside) AS a, count(*) FILTER (WHERE NOT d.inside) AS b
  FROM drawn d CROSS JOIN LATERAL unnest(d.tokens) AS t (token)
  GROUP BY t.token),
-- Of two vectors of length 1 the dot product is 1 less half the squared distance.
scored AS (
  SELECT c.name, count(*) FILTER (WHERE p.inside) AS n, count(*) FILTER (WHERE NOT p.inside) AS m,
    avg(s.score) FILTER (WHERE p.inside) AS a, avg(s.score) FILTER (WHERE NOT p.inside) AS b
  FROM shown, norn.projection r
  JOIN norn.concept c ON c.release = r.release
  CROSS JOIN placed p
  JOIN norn.person_embedding e ON e.release = r.release AND e.person = p.person AND e.landmark = p.landmark
  CROSS JOIN LATERAL (SELECT (1 - ((e.cube_1 <-> cube(c.direction[1:96]::float8[])) ^ 2
    + (e.cube_2 <-> cube(c.direction[97:192]::float8[])) ^ 2
    + (e.cube_3 <-> cube(c.direction[193:288]::float8[])) ^ 2) / 2 - c.centre) / c.scale AS score) AS s
  WHERE r.id = map_selection.map
  GROUP BY c.name)
SELECT 'people' AS kind, NULL AS name, NULL AS register, CASE WHEN s.people IS NOT NULL THEN w.people END AS people,
  CASE WHEN s.people IS NOT NULL THEN w.others END AS others, NULL AS value, NULL AS other_value
FROM whole w LEFT JOIN shown s ON true
UNION ALL
SELECT 'probability', map_selection.outcome, NULL, n, m, a, b FROM predicted WHERE n >= 10 AND m >= 10
UNION ALL
SELECT 'true probability', map_selection.outcome, NULL, n, m, a, b FROM true_of WHERE n >= 10 AND m >= 10
UNION ALL
SELECT 'observed', map_selection.outcome, NULL, n, m,
  CASE WHEN a >= 10 AND n - a >= 10 THEN a END, CASE WHEN b >= 10 AND m - b >= 10 THEN b END
FROM known WHERE n >= 10 AND m >= 10
UNION ALL
SELECT 'lives', NULL, NULL, told, others_told, NULL, NULL FROM shown WHERE told >= 10 AND others_told >= 10
UNION ALL
SELECT 'token', t.text, split_part(t.family, '.', 1),
  CASE WHEN h.a >= 10 AND s.told - h.a >= 10 AND h.b >= 10 AND s.others_told - h.b >= 10 THEN h.a END,
  CASE WHEN h.a >= 10 AND s.told - h.a >= 10 AND h.b >= 10 AND s.others_told - h.b >= 10 THEN h.b END,
  s.told, s.others_told
FROM held h CROSS JOIN counted s
JOIN norn.projection m ON m.id = map_selection.map
JOIN norn.release r ON r.id = m.release
JOIN norn.token t ON t.vocabulary_hash = r.vocabulary_hash AND t.id = h.token
UNION ALL
SELECT 'concept', name, NULL, n, m, a, b FROM scored WHERE n >= 10 AND m >= 10
ORDER BY 1, 2;
END;
COMMENT ON FUNCTION norn_research.map_selection(bigint, polygon, text) IS
  'What the people inside an area of a map of lives are like (people, value), beside the others on it (others, other_value). '
  'kind people: how many, null where either are fewer than ten, and then nothing follows. '
  'kind probability and true probability: of the outcome, their means. kind observed: people are those whose outcome is known, value how many have it, null where fewer than ten have it or have it not. '
  'kind token: people who have it, null where fewer than ten have it or have it not on either side; value and other_value are the lives that were looked at, about 20,000 of either side where more are known (kind lives). '
  'kind concept: mean of norn_research.concept_score. Differences say nothing about causes; areas that differ by few people tell of these few.';
REVOKE ALL ON FUNCTION norn_research.map_selection(bigint, polygon, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn_research.map_selection(bigint, polygon, text) TO norn_researcher;
