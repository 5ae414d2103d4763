-- Maps of more people than are laid out.
-- Purpose: of many people some are laid out and the others placed among them; how many is told in place of
--   the share of neighbours that an index found, as neighbours are exact now.
-- Read by: the research API, the console.

ALTER TABLE norn.projection ADD COLUMN laid_out integer;
UPDATE norn.projection SET laid_out = points;
ALTER TABLE norn.projection ALTER COLUMN laid_out SET NOT NULL,
  ADD CHECK (laid_out BETWEEN 1 AND points);
DROP VIEW norn_research.projection;
ALTER TABLE norn.projection DROP COLUMN recall;
COMMENT ON COLUMN norn.projection.laid_out IS
  'Points that the layout was made of; of the others each lies among its nearest of these.';
COMMENT ON COLUMN norn.projection.method IS
  'Layout, and how neighbours were found: pacmap-exact; of older maps pacmap-jvector, too.';

CREATE VIEW norn_research.projection WITH (security_invoker = true) AS
SELECT id, release, kind, method, seed, params, points, laid_out, neighbours_kept,
  trustworthiness, triplets_kept, rotated_onto, fitted_at
FROM norn.projection;
COMMENT ON VIEW norn_research.projection IS 'Maps in two dimensions. Distances between far groups mean little: triplets_kept says how little.';
COMMENT ON COLUMN norn_research.projection.id IS 'Number of the map.';
COMMENT ON COLUMN norn_research.projection.release IS 'Release whose embeddings it shows.';
COMMENT ON COLUMN norn_research.projection.kind IS 'LIVES: people; TOKENS: tokens of the vocabulary.';
COMMENT ON COLUMN norn_research.projection.method IS 'Layout, and how neighbours were found.';
COMMENT ON COLUMN norn_research.projection.seed IS 'Seed of all draws.';
COMMENT ON COLUMN norn_research.projection.params IS 'Numbers that the method was run with, and above which a point counts as uncertain.';
COMMENT ON COLUMN norn_research.projection.points IS 'Points when it was fitted.';
COMMENT ON COLUMN norn_research.projection.laid_out IS 'Points that the layout was made of; of the others each lies among its nearest of these.';
COMMENT ON COLUMN norn_research.projection.neighbours_kept IS 'Share of 15 true neighbours that are among the 15 nearest on the map.';
COMMENT ON COLUMN norn_research.projection.trustworthiness IS 'Of 15 neighbours (Venna and Kaski 2001): 1 where no neighbour on the map is a stranger.';
COMMENT ON COLUMN norn_research.projection.triplets_kept IS 'Share of pairs of distances from one point whose order the map keeps; 0.5 by chance.';
COMMENT ON COLUMN norn_research.projection.rotated_onto IS 'Map that this one was turned onto.';
COMMENT ON COLUMN norn_research.projection.fitted_at IS 'When it was fitted.';

GRANT SELECT ON norn_research.projection TO norn_researcher, norn_analyst;
