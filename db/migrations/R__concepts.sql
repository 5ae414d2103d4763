-- Concepts, as researchers see them.
-- Purpose: how much of a concept a person's embedding holds. With the caller's rights; the body is
--   resolved when it is created (BEGIN ATOMIC): no search path can redirect it.
-- Tested: the example of docs/research.md is run.
-- Read by: researchers.

DROP VIEW IF EXISTS norn_research.concept;
CREATE VIEW norn_research.concept WITH (security_invoker = true) AS
SELECT release, name AS concept, definition, persons, other_persons, auroc, auroc_low, auroc_high, seed, written
FROM norn.concept;
COMMENT ON VIEW norn_research.concept IS 'Concepts that norn explain concept learnt, by release.';
COMMENT ON COLUMN norn_research.concept.release IS 'Release whose embeddings it was learnt in.';
COMMENT ON COLUMN norn_research.concept.concept IS 'Name of the concept.';
COMMENT ON COLUMN norn_research.concept.definition IS 'Which tokens of a life say that a person has it.';
COMMENT ON COLUMN norn_research.concept.persons IS 'People with the concept whom it was learnt from.';
COMMENT ON COLUMN norn_research.concept.other_persons IS 'People without it whom it was learnt from.';
COMMENT ON COLUMN norn_research.concept.auroc IS 'How well the direction tells people with it, of a third whom it was not learnt from: 0.5 by chance, 1 always.';
COMMENT ON COLUMN norn_research.concept.auroc_low IS 'Lower end of its 95 % interval.';
COMMENT ON COLUMN norn_research.concept.auroc_high IS 'Upper end of its 95 % interval.';
COMMENT ON COLUMN norn_research.concept.seed IS 'Seed of all draws.';
COMMENT ON COLUMN norn_research.concept.written IS 'When it was written.';

DROP VIEW IF EXISTS norn_research.concept_effect;
CREATE VIEW norn_research.concept_effect WITH (security_invoker = true) AS
SELECT release, concept, outcome, layer, effect, null_low, null_high, p, adjusted_p, random_concepts
FROM norn.concept_effect;
COMMENT ON VIEW norn_research.concept_effect IS 'What moving towards a concept does to the logit of an outcome, beside random concepts. It describes the model; it is no statement about causes.';
COMMENT ON COLUMN norn_research.concept_effect.release IS 'Release that was asked.';
COMMENT ON COLUMN norn_research.concept_effect.concept IS 'Name of the concept.';
COMMENT ON COLUMN norn_research.concept_effect.outcome IS 'Outcome of the release.';
COMMENT ON COLUMN norn_research.concept_effect.layer IS 'ENCODED: the encoded positions, before they are pooled; EMBEDDING: the person''s embedding.';
COMMENT ON COLUMN norn_research.concept_effect.effect IS 'ENCODED: TCAV score, the share of people whose logit rises towards the concept. EMBEDDING: mean derivative of the logit by a step of length 1 towards it.';
COMMENT ON COLUMN norn_research.concept_effect.null_low IS 'Of random concepts: 2.5 % have less.';
COMMENT ON COLUMN norn_research.concept_effect.null_high IS 'Of random concepts: 2.5 % have more.';
COMMENT ON COLUMN norn_research.concept_effect.p IS 'Two-sided, not adjusted.';
COMMENT ON COLUMN norn_research.concept_effect.adjusted_p IS 'p, adjusted over all concepts, outcomes and layers of the run (Benjamini and Hochberg 1995).';
COMMENT ON COLUMN norn_research.concept_effect.random_concepts IS 'Number of random concepts.';

DROP FUNCTION IF EXISTS norn_research.concept_score(text, text, text);
CREATE FUNCTION norn_research.concept_score(concept text, person text, release text DEFAULT NULL)
RETURNS double precision
LANGUAGE sql STABLE SECURITY INVOKER PARALLEL SAFE
BEGIN ATOMIC
SELECT (sum(pair.x::double precision * pair.y) - c.centre) / c.scale
FROM norn.concept c
CROSS JOIN LATERAL (
  SELECT e.embedding FROM norn.person_embedding e
  WHERE e.release = c.release AND e.person = norn.person_called(concept_score.person)
  ORDER BY e.landmark DESC LIMIT 1) AS newest
CROSS JOIN LATERAL unnest(c.direction, newest.embedding) AS pair (x, y)
WHERE c.name = concept_score.concept
  AND c.release = coalesce(concept_score.release, (SELECT live.id FROM norn.release live
    WHERE live.active_from IS NOT NULL AND live.active_until IS NULL))
GROUP BY c.centre, c.scale;
END;
COMMENT ON FUNCTION norn_research.concept_score(text, text, text) IS
  'How far a person''s embedding at the newest landmark lies towards a concept, in standard deviations of the people without it, from their mean: 0 is as they are. '
  'Without a release the live one; null where the release has no such concept or no embedding of the person. '
  'It says what the model took from a life, not whether the person has the concept: auroc of norn_research.concept says how well the two go together.';
REVOKE ALL ON FUNCTION norn_research.concept_score(text, text, text) FROM PUBLIC;
GRANT SELECT ON norn_research.concept, norn_research.concept_effect TO norn_researcher;
GRANT EXECUTE ON FUNCTION norn_research.concept_score(text, text, text) TO norn_researcher;
