package dev.norn.model.graph;

/**
 * The end of a training run.
 *
 * @param weights of the epoch with the lowest criterion; as they were at the last step where the
 *     run was stopped
 * @param stopped whether it stopped at a given number of steps before it was done
 */
public record TrainedModel(Weights weights, TrainingLog log, boolean stopped) {}
