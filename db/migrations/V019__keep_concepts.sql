-- Concepts.
-- Purpose: where a concept lies in a release's embeddings, so that people can be asked how much of it
--   they have, and what moving that way does to the release's outcomes.
-- Read by: norn_research.concept, norn_research.concept_effect, norn_research.concept_score.

CREATE TABLE norn.concept (
  release text NOT NULL REFERENCES norn.release (id),
  name text NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  definition jsonb NOT NULL,
  direction real[] NOT NULL CHECK (cardinality(direction) BETWEEN 1 AND 288),
  centre double precision NOT NULL,
  scale double precision NOT NULL CHECK (scale > 0),
  persons bigint NOT NULL CHECK (persons >= 10),
  other_persons bigint NOT NULL CHECK (other_persons >= 10),
  auroc double precision NOT NULL CHECK (auroc BETWEEN 0 AND 1),
  auroc_low double precision,
  auroc_high double precision,
  seed bigint NOT NULL,
  written timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (release, name)
);
COMMENT ON TABLE norn.concept IS 'Concepts, each with its direction in the embeddings of one release (a concept activation vector, Kim et al. 2018).';
COMMENT ON COLUMN norn.concept.release IS 'Release whose embeddings the direction is of.';
COMMENT ON COLUMN norn.concept.name IS 'Name of the concept.';
COMMENT ON COLUMN norn.concept.definition IS 'Which tokens of a life say that a person has it.';
COMMENT ON COLUMN norn.concept.direction IS 'Direction among embeddings of length 1, itself of length 1.';
COMMENT ON COLUMN norn.concept.centre IS 'Mean projection of the people without the concept.';
COMMENT ON COLUMN norn.concept.scale IS 'Standard deviation of the projections of the people without the concept.';
COMMENT ON COLUMN norn.concept.persons IS 'People with the concept whom it was learnt from, rounded as disclosure rules say.';
COMMENT ON COLUMN norn.concept.other_persons IS 'People without it whom it was learnt from, rounded as disclosure rules say.';
COMMENT ON COLUMN norn.concept.auroc IS 'How well the direction tells people with it, of a third whom it was not learnt from: 0.5 by chance, 1 always.';
COMMENT ON COLUMN norn.concept.auroc_low IS 'Lower end of its 95 % interval; null where there is none.';
COMMENT ON COLUMN norn.concept.auroc_high IS 'Upper end of its 95 % interval; null where there is none.';
COMMENT ON COLUMN norn.concept.seed IS 'Seed of all draws.';
COMMENT ON COLUMN norn.concept.written IS 'When it was written.';

CREATE TABLE norn.concept_effect (
  release text NOT NULL,
  concept text NOT NULL,
  outcome text NOT NULL,
  layer text NOT NULL CHECK (layer IN ('ENCODED', 'EMBEDDING')),
  effect double precision NOT NULL,
  null_low double precision NOT NULL,
  null_high double precision NOT NULL,
  p double precision NOT NULL CHECK (p > 0 AND p <= 1),
  adjusted_p double precision NOT NULL CHECK (adjusted_p >= p AND adjusted_p <= 1),
  random_concepts integer NOT NULL CHECK (random_concepts > 0),
  PRIMARY KEY (release, concept, outcome, layer),
  FOREIGN KEY (release, concept) REFERENCES norn.concept (release, name) ON DELETE CASCADE
);
COMMENT ON TABLE norn.concept_effect IS 'What moving towards a concept does to the logit of an outcome, beside random concepts.';
COMMENT ON COLUMN norn.concept_effect.release IS 'Release that was asked.';
COMMENT ON COLUMN norn.concept_effect.concept IS 'Name of the concept.';
COMMENT ON COLUMN norn.concept_effect.outcome IS 'Outcome of the release.';
COMMENT ON COLUMN norn.concept_effect.layer IS 'ENCODED: the encoded positions, before they are pooled; EMBEDDING: the person''s embedding.';
COMMENT ON COLUMN norn.concept_effect.effect IS 'ENCODED: TCAV score, the share of people whose logit rises towards the concept. EMBEDDING: mean derivative of the logit by a step of length 1 towards it.';
COMMENT ON COLUMN norn.concept_effect.null_low IS 'Of random concepts: 2.5 % have less.';
COMMENT ON COLUMN norn.concept_effect.null_high IS 'Of random concepts: 2.5 % have more.';
COMMENT ON COLUMN norn.concept_effect.p IS 'Two-sided: share of random concepts, this one counted too, that are as far from their mean.';
COMMENT ON COLUMN norn.concept_effect.adjusted_p IS 'p, adjusted over all concepts, outcomes and layers of the run (Benjamini and Hochberg 1995).';
COMMENT ON COLUMN norn.concept_effect.random_concepts IS 'Number of random concepts.';

GRANT SELECT, INSERT, UPDATE, DELETE ON norn.concept, norn.concept_effect TO norn_writer;
GRANT SELECT ON norn.concept, norn.concept_effect TO norn_researcher;
