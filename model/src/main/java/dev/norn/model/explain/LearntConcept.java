package dev.norn.model.explain;

import dev.norn.model.evaluation.Interval;

/**
 * A concept in the embeddings of a release.
 *
 * @param direction among embeddings of length 1, itself of length 1; callers must not change it
 * @param centre mean projection of people without the concept
 * @param scale standard deviation of these projections
 * @param people with the concept whom it was learnt from, rounded as disclosure rules say
 * @param others without it, likewise
 * @param auroc of the projections of a third of the people, by a direction that the others taught
 */
public record LearntConcept(
    Concept concept,
    float[] direction,
    double centre,
    double scale,
    long people,
    long others,
    Interval auroc) {}
