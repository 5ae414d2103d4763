package dev.norn.bench;

import dev.norn.model.ModelSpec;

/** Floating-point operations that a model needs, counted from its matrix products alone. */
final class UsefulWork {

  private UsefulWork() {}

  /** One forward pass over a sequence of this many real positions. */
  static double forward(ModelSpec spec, int length) {
    double width = spec.width();
    double perPosition = 8 * width * width + 4 * width * spec.feedForward() + 4 * width * length;
    double summary = 2 * width * width + width * width;
    return length * (spec.layers() * perPosition + summary);
  }
}
