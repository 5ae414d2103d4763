-- Evaluations of releases by who reads them.
-- Purpose: tenths, steps of curves and people at risk can be of a few people; who sees no person
--   (norn_viewer) sees an evaluation without them, whatever it asks with.
-- Read by: norn_research.release.

CREATE TABLE norn.release_evaluation (
  release text NOT NULL REFERENCES norn.release (id),
  small_cells boolean NOT NULL,
  metrics jsonb NOT NULL,
  PRIMARY KEY (release, small_cells)
);
COMMENT ON TABLE norn.release_evaluation IS
  'Evaluation of each release, whole and without small cells. A viewer gets the second.';
COMMENT ON COLUMN norn.release_evaluation.release IS 'The release.';
COMMENT ON COLUMN norn.release_evaluation.small_cells IS
  'Whether cells of fewer people than the minimum count of the disclosure rules are in it.';
COMMENT ON COLUMN norn.release_evaluation.metrics IS
  'Evaluation with intervals and baselines, from release.json.';

-- The one without small cells is made when the release is registered anew, as on its activation.
INSERT INTO norn.release_evaluation (release, small_cells, metrics)
SELECT id, true, metrics FROM norn.release;

GRANT SELECT, INSERT ON norn.release_evaluation TO norn_writer;
GRANT SELECT ON norn.release_evaluation TO norn_researcher, norn_analyst, norn_viewer;
ALTER TABLE norn.release_evaluation ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON norn.release_evaluation TO norn_writer USING (true) WITH CHECK (true);
CREATE POLICY reader ON norn.release_evaluation FOR SELECT
  TO norn_researcher, norn_analyst USING (small_cells);
CREATE POLICY viewer ON norn.release_evaluation FOR SELECT TO norn_viewer USING (NOT small_cells);

CREATE OR REPLACE VIEW norn_research.release WITH (security_invoker = true) AS
SELECT r.id, r.vocabulary_hash, r.corpus_id, r.landmark, r.cohort, r.created, r.architecture,
  (SELECT e.metrics FROM norn.release_evaluation e WHERE e.release = r.id
   ORDER BY e.small_cells DESC LIMIT 1) AS metrics,
  r.card, r.embedding_width, r.active_from, r.active_until,
  r.active_from IS NOT NULL AND r.active_until IS NULL AS active
FROM norn.release r;
COMMENT ON COLUMN norn_research.release.metrics IS
  'Evaluation with intervals and baselines; for who sees no person without cells of fewer people than the minimum count, and null until the release is registered anew where it was before that was kept.';
ALTER TABLE norn.release DROP COLUMN metrics;
