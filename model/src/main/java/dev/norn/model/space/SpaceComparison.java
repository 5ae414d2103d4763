package dev.norn.model.space;

/**
 * Two tables of the same tokens set against each other.
 *
 * @param title which two
 * @param correlation of the distances of token pairs
 * @param p of Mantel's test
 * @param adjustedP for all comparisons of models by this distance; p itself for a reference
 */
public record SpaceComparison(
    String title, Distance distance, double correlation, double p, double adjustedP) {}
