package dev.norn.model.graph;

/**
 * The end of a training run.
 *
 * @param weights of the epoch with the lowest validation loss
 */
public record TrainedModel(Weights weights, TrainingLog log) {}
