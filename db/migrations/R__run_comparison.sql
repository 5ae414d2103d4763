-- Two scoring runs side by side.
-- Purpose: who is in both, how far probabilities moved and by what; the same as norn compare says of two
--   folders. With the caller's rights; the body is resolved when it is created (BEGIN ATOMIC).
-- Read by: researchers, the research API.

DROP FUNCTION IF EXISTS norn_research.run_comparison(text, text, integer);
CREATE FUNCTION norn_research.run_comparison(before text, after text, minimum integer DEFAULT 10)
RETURNS TABLE (outcome text, kind text, cause text, place integer, name text, persons bigint,
  mean_before double precision, mean_after double precision, mean_change double precision,
  mean_size double precision)
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE
BEGIN ATOMIC
WITH pair AS MATERIALIZED (
  SELECT a.id AS earlier, b.id AS later, greatest(10, run_comparison.minimum) AS fewest,
    a.release <> b.release AS released,
    a.release = b.release AND a.calibration IS DISTINCT FROM b.calibration AS calibrated,
    a.definition -> 'cohort' IS DISTINCT FROM b.definition -> 'cohort'
      OR a.definition -> 'outcomes' IS DISTINCT FROM b.definition -> 'outcomes'
      OR a.definition -> 'registers' IS DISTINCT FROM b.definition -> 'registers' AS defined
  FROM norn.scoring_run a, norn.scoring_run b
  WHERE a.id = run_comparison.before AND b.id = run_comparison.after
    AND a.state = 'DONE' AND b.state = 'DONE'),
-- Of the outcomes that both scored.
scored AS MATERIALIZED (
  SELECT coalesce(a.outcome, b.outcome) AS outcome, a.person IS NOT NULL AS earlier, b.person IS NOT NULL AS later,
    a.probability AS p, b.probability AS q, b.decile - a.decile AS tenths,
    a.history_version <> b.history_version AS facts
  FROM (SELECT s.* FROM pair x JOIN norn.scored_person s ON s.run = x.earlier) AS a
  FULL JOIN (SELECT s.* FROM pair x JOIN norn.scored_person s ON s.run = x.later) AS b
    ON b.person = a.person AND b.outcome = a.outcome),
shared AS (SELECT s.outcome FROM scored s GROUP BY s.outcome HAVING bool_or(earlier) AND bool_or(later)),
-- A mean of a batch depends on who shares it, by less than 1e-5.
moved AS MATERIALIZED (
  SELECT s.outcome, s.p, s.q, s.q - s.p AS change, CASE WHEN s.tenths IS NOT NULL THEN greatest(-5, least(5, s.tenths)) END AS tenths,
    coalesce(nullif(concat_ws(' + ', CASE WHEN s.facts THEN 'NEW_FACTS' END, CASE WHEN x.released THEN 'NEW_RELEASE' END,
      CASE WHEN x.calibrated THEN 'NEW_CALIBRATION' END, CASE WHEN x.defined THEN 'NEW_DEFINITION' END), ''), 'NOTHING') AS cause,
    CASE WHEN abs(s.q - s.p) <= 1e-5 THEN 0 WHEN abs(s.q - s.p) <= 0.001 THEN 1 WHEN abs(s.q - s.p) <= 0.01 THEN 2
      WHEN abs(s.q - s.p) <= 0.05 THEN 3 WHEN abs(s.q - s.p) <= 0.1 THEN 4 ELSE 5 END AS band
  FROM scored s, pair x WHERE s.p IS NOT NULL AND s.q IS NOT NULL),
caused AS MATERIALIZED (
  SELECT m.outcome, m.cause, count(*) AS persons, avg(m.p) AS p, avg(m.q) AS q, avg(m.change) AS change,
    avg(abs(m.change)) AS size
  FROM moved m GROUP BY m.outcome, m.cause),
-- Of two causes neither is told apart where one is of few: what is told of all of them would give it away.
apart AS (
  SELECT c.outcome, count(*) = 1 OR min(c.persons) >= min(x.fewest) AS told
  FROM caused c, pair x GROUP BY c.outcome),
grouped AS MATERIALIZED (
  SELECT m.outcome, m.band, m.tenths, CASE WHEN a.told THEN m.cause END AS by
  FROM moved m JOIN apart a USING (outcome)),
band (place, name) AS (VALUES (0, 'none'), (1, 'more than 0.0, up to 0.001'), (2, 'more than 0.001, up to 0.01'),
  (3, 'more than 0.01, up to 0.05'), (4, 'more than 0.05, up to 0.1'), (5, 'more than 0.1')),
counted AS (
  SELECT s.outcome, 'people' AS kind, NULL AS cause, g.place, g.name,
    count(*) FILTER (WHERE CASE g.place WHEN 0 THEN s.earlier AND s.later WHEN 1 THEN NOT s.later ELSE NOT s.earlier END) AS persons
  FROM shared JOIN scored s USING (outcome)
  CROSS JOIN (VALUES (0, 'in both'), (1, 'only before'), (2, 'only after')) AS g (place, name)
  GROUP BY s.outcome, g.place, g.name
  UNION ALL
  SELECT s.outcome, 'abstention', NULL, g.place, g.name,
    count(*) FILTER (WHERE g.place = CASE WHEN s.p IS NULL THEN 0 ELSE 2 END + CASE WHEN s.q IS NULL THEN 0 ELSE 1 END)
  FROM shared JOIN scored s USING (outcome)
  CROSS JOIN (VALUES (0, 'abstained before, abstained after'), (1, 'abstained before, predicted after'),
    (2, 'predicted before, abstained after'), (3, 'predicted before, predicted after')) AS g (place, name)
  WHERE s.earlier AND s.later
  GROUP BY s.outcome, g.place, g.name
  UNION ALL
  SELECT m.outcome, 'change', m.by, b.place, b.name, count(*) FILTER (WHERE m.band = b.place)
  FROM grouped m CROSS JOIN band b GROUP BY m.outcome, m.by, b.place, b.name
  UNION ALL
  SELECT m.outcome, 'tenths', m.by, t.place, t.place::text, count(*) FILTER (WHERE m.tenths = t.place)
  FROM grouped m CROSS JOIN generate_series(-5, 5) AS t (place)
  WHERE m.tenths IS NOT NULL GROUP BY m.outcome, m.by, t.place),
-- Small ones are held back; where that is one alone, or all of them together are few, so is the next smallest.
judged AS (
  SELECT c.*, c.persons BETWEEN 1 AND x.fewest - 1 AS small,
    count(*) FILTER (WHERE c.persons BETWEEN 1 AND x.fewest - 1) OVER whole AS smalls,
    sum(c.persons) FILTER (WHERE c.persons BETWEEN 1 AND x.fewest - 1) OVER whole AS people, x.fewest,
    row_number() OVER (PARTITION BY c.outcome, c.kind, c.cause, c.persons >= x.fewest ORDER BY c.persons, c.place) AS smallest
  FROM counted c, pair x WINDOW whole AS (PARTITION BY c.outcome, c.kind, c.cause)),
means AS (
  SELECT c.outcome, c.cause, c.persons, c.p, c.q, c.change, c.size
  FROM caused c JOIN apart a ON a.outcome = c.outcome AND a.told
  UNION ALL
  SELECT m.outcome, NULL, count(*), avg(m.p), avg(m.q), avg(m.change), avg(abs(m.change))
  FROM moved m GROUP BY m.outcome)
SELECT j.outcome, j.kind, j.cause, j.place, j.name,
  CASE WHEN NOT j.small AND NOT (j.smalls > 0 AND (j.smalls = 1 OR j.people < j.fewest)
    AND j.persons >= j.fewest AND j.smallest = 1) THEN j.persons END,
  NULL, NULL, NULL, NULL
FROM judged j
UNION ALL
SELECT m.outcome, 'mean', m.cause, 0, NULL,
  CASE WHEN m.persons >= x.fewest THEN m.persons END, CASE WHEN m.persons >= x.fewest THEN m.p END,
  CASE WHEN m.persons >= x.fewest THEN m.q END, CASE WHEN m.persons >= x.fewest THEN m.change END,
  CASE WHEN m.persons >= x.fewest THEN m.size END
FROM means m, pair x
ORDER BY 1, 2, 3 NULLS FIRST, 4;
END;
COMMENT ON FUNCTION norn_research.run_comparison(text, text, integer) IS
  'Two finished scoring runs side by side, by each outcome that both scored; nothing where either is not there. Counts of fewer people than minimum (ten or more) are null, and so is the next smallest where that is one alone or all of them together are so few; that nobody is somewhere is shown. '
  'kind people: in both, only before, only after. kind abstention: of those in both, who was predicted before and after. '
  'kind mean: of those with a probability in both, mean probability before and after, mean change (after minus before) and mean absolute change; by cause, and of all (cause null). '
  'kind change: people by the absolute change; none is up to 1e-5. kind tenths: people by how many tenths they moved up, five standing for more. '
  'cause: all that may have moved them, joined by +: NEW_FACTS whose history version differs, NEW_RELEASE, NEW_CALIBRATION (of one release), NEW_DEFINITION of cohort, outcomes or registers; NOTHING where nothing differs. Where a cause is of fewer than minimum people, none is told apart. '
  'Not told: how much of a change is due to which of several causes, which fact it was, and whether a difference of history touches what the model reads; of runs without a kept definition, whether definitions differ. Forgotten people are in neither run. What several tables together tell is not looked into.';
REVOKE ALL ON FUNCTION norn_research.run_comparison(text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn_research.run_comparison(text, text, integer) TO norn_researcher;
