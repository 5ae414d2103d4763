/**
 * The encoder as a TensorFlow graph, and the loop that trains it. Read {@link
 * dev.norn.model.graph.Encoder} and {@link dev.norn.model.graph.TrainingLoop} first.
 */
package dev.norn.model.graph;
