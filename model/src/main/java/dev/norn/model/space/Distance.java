package dev.norn.model.space;

/** How far apart two tokens are. */
public enum Distance {
  /** 1 minus the cosine of the angle; 1 where an embedding is 0. */
  COSINE,
  EUCLIDEAN;

  double between(TokenSpace space, int a, int b) {
    return switch (this) {
      case COSINE -> space.cosineDistance(a, b);
      case EUCLIDEAN -> space.euclideanDistance(a, b);
    };
  }
}
