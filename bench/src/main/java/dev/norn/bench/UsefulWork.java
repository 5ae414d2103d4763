package dev.norn.bench;

import dev.norn.model.ModelSpec;

/** Floating-point operations that a model needs, counted from its matrix products alone. */
final class UsefulWork {

  // Of pre-training: positions whose token is asked for.
  private static final double MASKED = 0.3;

  private UsefulWork() {}

  /** One forward pass of encoder and person summary over a sequence of this many real positions. */
  static double forward(ModelSpec spec, int length) {
    double width = spec.width();
    return length * (spec.layers() * layer(spec, length) + 2 * width * width + width * width);
  }

  /** One step of pre-training on such a sequence: a backward pass costs two forward passes. */
  static double pretraining(ModelSpec spec, int length) {
    double width = spec.width();
    double masked = MASKED * (2 * width * width + 2 * width * spec.vocabularySize());
    return 3 * length * (spec.layers() * layer(spec, length) + masked);
  }

  private static double layer(ModelSpec spec, int length) {
    double width = spec.width();
    double headWidth = width / spec.heads();
    double local = spec.localHeads() * 4 * headWidth * 3 * spec.localWindow();
    double global =
        spec.attention(length) == ModelSpec.Attention.EXACT
            ? 4 * headWidth * length
            : 8 * headWidth * spec.randomFeatures();
    return 8 * width * width
        + 4 * width * spec.feedForward()
        + local
        + (spec.heads() - spec.localHeads()) * global;
  }
}
