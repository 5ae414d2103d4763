package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;

/** Where the heads of the two accounts of life2vec differ. */
enum FinetuningMethod {
  /** Losses are means over people as they come: scores are probabilities at the natural share. */
  NATURAL,
  /**
   * As published: binary losses give both labels half the weight, whatever their share, and ordinal
   * heads read the encoded {@code [CLS]}, not the pooled summary.
   */
  PUBLISHED;

  static FinetuningMethod of(ModelSpec.Mode mode) {
    return switch (mode) {
      case NORN -> NATURAL;
    };
  }
}
