-- Questions about tokens, predictions over time and cohorts.
-- Purpose: each is one function with the caller's rights, so that psql, R, Python and the API ask alike.
--   Bodies are resolved when they are created (BEGIN ATOMIC): no search path can redirect them.
-- Tested: every example of docs/research.md is run.
-- Read by: researchers, analysts.

DROP FUNCTION IF EXISTS norn_research.similar_tokens_over_time(text, integer);
DROP FUNCTION IF EXISTS norn_research.nearest_tokens(text, integer, text);
CREATE FUNCTION norn_research.nearest_tokens(
  token text, k integer DEFAULT 10, release text DEFAULT NULL)
RETURNS TABLE (neighbour text, family text, persons bigint, cosine double precision)
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE
BEGIN ATOMIC
WITH embedded AS MATERIALIZED (
  SELECT t.text, t.family, t.persons, e.embedding,
    (SELECT sqrt(sum(x ^ 2)) FROM unnest(e.embedding::double precision[]) AS x) AS length
  FROM norn.token_embedding e
  JOIN norn.release r ON r.id = e.release
  JOIN norn.token t ON t.vocabulary_hash = r.vocabulary_hash AND t.id = e.token
  WHERE t.family <> 'special'
    AND r.id = coalesce(nearest_tokens.release, (SELECT live.id FROM norn.release live
      WHERE live.active_from IS NOT NULL AND live.active_until IS NULL)))
SELECT o.text, o.family, o.persons,
  (SELECT sum(pair.x::double precision * pair.y) FROM unnest(o.embedding, q.embedding) AS pair (x, y))
    / (o.length * q.length)
FROM embedded q JOIN embedded o ON o.text <> q.text
WHERE q.text = nearest_tokens.token AND o.length > 0 AND q.length > 0
ORDER BY 4 DESC, 1 LIMIT nearest_tokens.k;
END;
COMMENT ON FUNCTION norn_research.nearest_tokens(text, integer, text) IS
  'The k tokens that a release holds most alike to a token as it is written, special ones left out, nearest first: their family (register.field), persons of the training split who have them, cosine (-1 to 1). '
  'Without a release the live one; nothing for a token that its vocabulary lacks. Every token is compared.';

CREATE FUNCTION norn_research.similar_tokens_over_time(token text, k integer DEFAULT 10)
RETURNS TABLE (release text, landmark date, created timestamptz, place bigint, neighbour text,
  cosine double precision, place_before bigint)
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE
BEGIN ATOMIC
WITH holding AS (
  SELECT r.id, r.landmark, r.created, row_number() OVER (ORDER BY r.landmark, r.created, r.id) AS number
  FROM norn.release r JOIN norn.token t USING (vocabulary_hash)
  WHERE t.text = similar_tokens_over_time.token),
ranked AS MATERIALIZED (
  SELECT h.*, n.neighbour, n.cosine, n.place
  FROM holding h CROSS JOIN LATERAL norn_research.nearest_tokens(
    similar_tokens_over_time.token, similar_tokens_over_time.k, h.id)
    WITH ORDINALITY AS n (neighbour, family, persons, cosine, place))
SELECT r.id, r.landmark, r.created, r.place, r.neighbour, r.cosine, b.place
FROM ranked r LEFT JOIN ranked b ON b.number = r.number - 1 AND b.neighbour = r.neighbour
ORDER BY r.number, r.place;
END;
COMMENT ON FUNCTION norn_research.similar_tokens_over_time(text, integer) IS
  'The k nearest tokens of a token in each release that holds it, by the landmark it was trained at; place counts from 1, place_before is the neighbour''s in the release before, null where it was not among the k. '
  'Releases trained from other seeds differ too: the report of a release says how far.';

DROP FUNCTION IF EXISTS norn_research.prediction_history(text);
CREATE FUNCTION norn_research.prediction_history(person text)
RETURNS TABLE (release text, outcome text, landmark date, since timestamptz, until timestamptz,
  probability double precision, abstained text, cause_kind text, cause_register text, cause_row text)
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE
BEGIN ATOMIC
WITH change AS (
  SELECT c.*, row_number() OVER of_one AS place,
    lead(c.changed_at) OVER of_one AS until
  FROM norn_research.score_change c WHERE c.person = prediction_history.person
  WINDOW of_one AS (PARTITION BY c.release, c.landmark, c.outcome ORDER BY c.id)),
-- Before the first change stood what it started from. Not kept is what stood before a release came back:
-- its first change is from what another had served meanwhile.
first AS (
  SELECT p.release, p.outcome, p.landmark,
    CASE WHEN c.id IS NULL AND p.predicted_at >= r.active_from
      THEN greatest(p.first_predicted_at, r.active_from) ELSE p.first_predicted_at END AS since,
    c.changed_at AS until,
    CASE WHEN c.id IS NULL THEN p.probability ELSE c.from_probability END AS probability,
    CASE WHEN c.id IS NULL THEN p.abstained ELSE c.from_abstained END AS abstained,
    CASE WHEN c.id IS NULL THEN p.cause_kind END AS cause_kind,
    CASE WHEN c.id IS NULL THEN p.cause_register END AS cause_register,
    CASE WHEN c.id IS NULL THEN p.cause_row END AS cause_row
  FROM norn_research.prediction p JOIN norn.release r ON r.id = p.release
  LEFT JOIN change c ON c.release = p.release AND c.landmark = p.landmark
    AND c.outcome = p.outcome AND c.place = 1
  WHERE p.person = prediction_history.person
    AND (c.id IS NULL OR c.from_release IS NULL AND c.from_landmark IS NULL))
SELECT * FROM first
UNION ALL
SELECT c.release, c.outcome, c.landmark, c.changed_at, c.until, c.to_probability, c.to_abstained,
  c.cause_kind, c.cause_register, c.cause_row
FROM change c
ORDER BY 1, 2, 3, 4;
END;
COMMENT ON FUNCTION norn_research.prediction_history(text) IS
  'What was predicted of a person, as far as it is kept, by release, outcome and landmark, oldest first: since is included, until is not and is null for what stands. '
  'Probabilities 0 to 1, null with the reason where the release abstained. The cause is null where a later change hides what led to the first prediction.';

DROP FUNCTION IF EXISTS norn_research.as_known_on(timestamptz);
CREATE FUNCTION norn_research.as_known_on(instant timestamptz)
RETURNS TABLE (release text, person text, landmark date, outcome text,
  probability double precision, abstained text)
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE
BEGIN ATOMIC
WITH earlier AS (
  SELECT DISTINCT ON (c.release, c.person, c.landmark, c.outcome)
    c.release, c.person, c.landmark, c.outcome, c.to_probability, c.to_abstained
  FROM norn_research.score_change c WHERE c.changed_at <= as_known_on.instant
  ORDER BY c.release, c.person, c.landmark, c.outcome, c.id DESC),
later AS (
  SELECT DISTINCT ON (c.release, c.person, c.landmark, c.outcome)
    c.release, c.person, c.landmark, c.outcome, c.from_probability, c.from_abstained,
    c.from_release, c.changed_at
  FROM norn_research.score_change c WHERE c.changed_at > as_known_on.instant
  ORDER BY c.release, c.person, c.landmark, c.outcome, c.id),
-- The next thing known of each is what the next change started from, or what stands. A release that came
-- back in between may have written another value over its own: then only a change before tells.
stood AS (
  SELECT p.release, p.person, p.landmark, p.outcome,
    CASE WHEN l.person IS NULL THEN p.probability ELSE l.from_probability END AS probability,
    CASE WHEN l.person IS NULL THEN p.abstained ELSE l.from_abstained END AS abstained,
    p.predicted_at > as_known_on.instant AND (l.from_release IS NOT NULL
      OR coalesce(r.active_from > as_known_on.instant
        AND r.active_from <= coalesce(l.changed_at, p.predicted_at), false)) AS came_back
  FROM norn_research.prediction p JOIN norn.release r ON r.id = p.release
  LEFT JOIN later l ON l.release = p.release AND l.person = p.person
    AND l.landmark = p.landmark AND l.outcome = p.outcome
  WHERE p.first_predicted_at <= as_known_on.instant)
SELECT s.release, s.person, s.landmark, s.outcome,
  CASE WHEN s.came_back THEN e.to_probability ELSE s.probability END,
  CASE WHEN s.came_back THEN e.to_abstained ELSE s.abstained END
FROM stood s LEFT JOIN earlier e USING (release, person, landmark, outcome)
WHERE e.person IS NOT NULL OR NOT s.came_back;
END;
COMMENT ON FUNCTION norn_research.as_known_on(timestamptz) IS
  'What stood predicted at an instant (included), of everybody who has not been forgotten since. Left out is what a release that came back has written over. The clock is the one predictions are made by (predicted_at), not register time.';

DROP FUNCTION IF EXISTS norn_research.cohort_centroid(text, text);
CREATE FUNCTION norn_research.cohort_centroid(cohort text, release text DEFAULT NULL)
RETURNS TABLE (landmark date, persons bigint, concentration double precision, centroid double precision[])
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE
BEGIN ATOMIC
WITH member AS (
  SELECT DISTINCT s.person, s.landmark, r.release
  FROM norn.scored_person s JOIN norn.scoring_run r ON r.id = s.run
  WHERE r.state = 'DONE' AND r.cohort = cohort_centroid.cohort
    AND r.release = coalesce(cohort_centroid.release, (SELECT live.id FROM norn.release live
      WHERE live.active_from IS NOT NULL AND live.active_until IS NULL))),
embedded AS MATERIALIZED (
  SELECT m.landmark, e.embedding
  FROM member m JOIN norn.person_embedding e USING (release, person, landmark)),
mean AS (
  SELECT d.landmark, n.place, avg(n.number) AS number
  FROM embedded d CROSS JOIN LATERAL unnest(d.embedding) WITH ORDINALITY AS n (number, place)
  GROUP BY d.landmark, n.place),
whole AS (
  SELECT m.landmark, sqrt(sum(m.number ^ 2)) AS length, array_agg(m.number ORDER BY m.place) AS numbers
  FROM mean m GROUP BY m.landmark)
SELECT w.landmark, (SELECT count(*) FROM embedded d WHERE d.landmark = w.landmark), w.length,
  ARRAY(SELECT n.number / w.length FROM unnest(w.numbers) WITH ORDINALITY AS n (number, place)
    WHERE w.length > 0 ORDER BY n.place)
FROM whole w ORDER BY w.landmark;
END;
COMMENT ON FUNCTION norn_research.cohort_centroid(text, text) IS
  'Mean embedding of a scored cohort, at each landmark it was scored at; without a release the live one. centroid has length 1 (empty where all cancel out); '
  'concentration is the members'' mean cosine with it, 0 (no common direction) to 1 (all alike). persons are the members with an embedding.';

REVOKE ALL ON FUNCTION norn_research.prediction_history(text), norn_research.as_known_on(timestamptz),
  norn_research.cohort_centroid(text, text), norn_research.nearest_tokens(text, integer, text),
  norn_research.similar_tokens_over_time(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn_research.prediction_history(text), norn_research.as_known_on(timestamptz)
  TO norn_researcher, norn_analyst;
GRANT EXECUTE ON FUNCTION norn_research.cohort_centroid(text, text),
  norn_research.nearest_tokens(text, integer, text),
  norn_research.similar_tokens_over_time(text, integer) TO norn_researcher;
