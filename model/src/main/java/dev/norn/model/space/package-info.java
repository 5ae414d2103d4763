/**
 * Whether the space of token embeddings has a structure that other people would give again, as
 * life2vec (Savcisens et al. 2024) claims. Read {@link dev.norn.model.space.SpaceRobustness} and
 * {@link dev.norn.model.space.SpaceReport} first; all else works on arrays.
 */
package dev.norn.model.space;
