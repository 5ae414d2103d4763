package dev.norn.model.explain;

/** Where in a model a concept is looked for. */
public enum ConceptLayer {
  /**
   * Mean of the encoded positions, before they are pooled; a step is one of all positions. The
   * logit bends between here and the heads, so people differ in which way it moves.
   */
  ENCODED,
  /**
   * The person's embedding, of length 1, where life2vec looks (Savcisens et al. 2024). A binary
   * head is linear in it, so the logit moves by the same for everybody: a share of people would be
   * 0 or 1, and the derivative's size is taken.
   */
  EMBEDDING
}
