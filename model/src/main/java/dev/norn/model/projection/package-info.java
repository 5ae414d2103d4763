/**
 * Maps: embeddings in two dimensions, exact or approximate nearest neighbours for them, and how far
 * a map can be trusted. Plain Java; every draw comes from a seed, and no result depends on the
 * number of threads, but for neighbours of an index.
 */
package dev.norn.model.projection;
