/**
 * The transformer over life sequences: TensorFlow graphs built and trained from Java, served
 * through DJL. Read {@link dev.norn.model.ModelSpec} and {@link dev.norn.model.graph.Encoder}
 * first.
 */
package dev.norn.model;
