-- What separates two cohorts.
-- Purpose: tokens that one cohort's lives hold more often than the other's, and the direction between
--   their embeddings.
-- Read by: researchers.

DROP FUNCTION IF EXISTS norn_research.cohort_contrast(text, text, text);
CREATE FUNCTION norn_research.cohort_contrast(cohort text, other text, release text DEFAULT NULL)
RETURNS TABLE (kind text, name text, persons bigint, other_persons bigint, value double precision,
  other_value double precision, effect double precision, z double precision)
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE
BEGIN ATOMIC
WITH run AS (
  SELECT DISTINCT ON (r.cohort) r.cohort, r.id, r.persons
  FROM norn.scoring_run r
  WHERE r.state = 'DONE' AND r.cohort IN (cohort_contrast.cohort, cohort_contrast.other)
    AND r.release = coalesce(cohort_contrast.release, (SELECT live.id FROM norn.release live
      WHERE live.active_from IS NOT NULL AND live.active_until IS NULL))
  ORDER BY r.cohort, r.finished DESC, r.id),
pair AS MATERIALIZED (
  SELECT a.id AS run, a.persons, b.id AS other_run, b.persons AS other_persons
  FROM run a, run b
  WHERE a.cohort = cohort_contrast.cohort AND b.cohort = cohort_contrast.other AND a.id <> b.id),
-- A token that fewer than ten people have is not written: nine make its effect smaller, never larger.
held AS (
  SELECT t.text, p.persons AS people, p.other_persons AS other_people, a.persons, b.persons AS other_persons,
    coalesce(a.persons, least(9, p.persons)) + 0.5 AS x, coalesce(b.persons, least(9, p.other_persons)) + 0.5 AS y
  FROM pair p
  CROSS JOIN LATERAL (
    SELECT DISTINCT s.token FROM norn.scored_token s WHERE s.run IN (p.run, p.other_run)) AS either
  LEFT JOIN norn.scored_token a ON a.run = p.run AND a.token = either.token
  LEFT JOIN norn.scored_token b ON b.run = p.other_run AND b.token = either.token
  JOIN norn.scoring_run r ON r.id = p.run
  JOIN norn.release e ON e.id = r.release
  JOIN norn.token t ON t.vocabulary_hash = e.vocabulary_hash AND t.id = either.token),
odds AS (
  SELECT h.*, ln(x / (people + 1 - x)) - ln(y / (other_people + 1 - y)) AS effect,
    sqrt(1 / x + 1 / (people + 1 - x) + 1 / y + 1 / (other_people + 1 - y)) AS error
  FROM held h),
member AS MATERIALIZED (
  SELECT m.side, m.half, e.embedding, e.cube_1, e.cube_2, e.cube_3
  FROM pair p
  CROSS JOIN LATERAL (
    SELECT DISTINCT s.run = p.run AS side, s.person, s.landmark, hashtext(s.person) & 1 AS half
    FROM norn.scored_person s WHERE s.run IN (p.run, p.other_run)) AS m
  JOIN norn.scoring_run r ON r.id = p.run
  JOIN norn.person_embedding e
    ON e.release = r.release AND e.person = m.person AND e.landmark = m.landmark),
-- Learnt from one half of the people and measured on the other: of the same people any direction looks good.
difference AS (
  SELECT n.place, avg(n.number) FILTER (WHERE m.side) - avg(n.number) FILTER (WHERE NOT m.side) AS number
  FROM member m CROSS JOIN LATERAL unnest(m.embedding) WITH ORDINALITY AS n (number, place)
  WHERE m.half = 0 GROUP BY n.place),
direction AS (
  SELECT array_agg(d.number / length ORDER BY d.place) AS numbers
  FROM difference d CROSS JOIN (SELECT sqrt(sum(number ^ 2)) AS length FROM difference) AS whole
  WHERE length > 0),
-- Of two vectors of length 1 the dot product is 1 less half the squared distance.
projected AS (
  SELECT m.side, 1 - ((m.cube_1 <-> cube(d.numbers[1:96])) ^ 2 + (m.cube_2 <-> cube(d.numbers[97:192])) ^ 2
    + (m.cube_3 <-> cube(d.numbers[193:288])) ^ 2) / 2 AS number
  FROM member m CROSS JOIN (SELECT numbers FROM direction WHERE numbers IS NOT NULL) AS d
  WHERE m.half = 1),
along AS (
  SELECT count(*) FILTER (WHERE side) AS n, count(*) FILTER (WHERE NOT side) AS m,
    avg(number) FILTER (WHERE side) AS a, avg(number) FILTER (WHERE NOT side) AS b,
    var_samp(number) FILTER (WHERE side) AS s, var_samp(number) FILTER (WHERE NOT side) AS t
  FROM projected)
SELECT 'token', o.text, o.persons, o.other_persons, o.persons::double precision / nullif(o.people, 0),
  o.other_persons::double precision / nullif(o.other_people, 0), o.effect, o.effect / o.error
FROM odds o
UNION ALL
SELECT 'direction', 'between the centroids', a.n, a.m, a.a, a.b,
  (a.a - a.b) / sqrt((a.s + a.t) / 2), (a.a - a.b) / sqrt(a.s / a.n + a.t / a.m)
FROM along a WHERE a.n > 1 AND a.m > 1 AND a.s + a.t > 0
ORDER BY 1, 8 DESC, 2;
END;
COMMENT ON FUNCTION norn_research.cohort_contrast(text, text, text) IS
  'What separates two scored cohorts, by the newest finished scoring run of each with one release (without a name the live one); someone in both counts in both. '
  'kind token: value and other_value are the shares who have it, null where fewer than ten people do; effect is the log odds ratio (0.5 added to each cell, nine people taken for fewer than ten), z effect over its standard error (Woolf). '
  'kind direction: the direction between the mean embeddings of one half of the people, measured on the other half (persons, other_persons): value and other_value are mean projections (-1 to 1), effect the difference in standard deviations (Cohen''s d), z Welch''s statistic. '
  'z is not corrected for the number of tokens. Differences between cohorts say nothing about causes.';
REVOKE ALL ON FUNCTION norn_research.cohort_contrast(text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn_research.cohort_contrast(text, text, text) TO norn_researcher;
