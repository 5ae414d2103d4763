package dev.norn.model.graph;

/**
 * Where in the model a weight stands, read off its name: {@code embedding.*}, {@code layer.N.*},
 * else a head.
 *
 * @param layer from 0, the lowest; -1 for the embedding, or for a head, which is no encoder weight
 */
record WeightPlace(boolean encoder, int layer) {

  private static final String EMBEDDING = "embedding.";
  private static final String LAYER = "layer.";

  static WeightPlace of(String name) {
    if (name.startsWith(EMBEDDING)) {
      return new WeightPlace(true, -1);
    }
    if (name.startsWith(LAYER)) {
      String rest = name.substring(LAYER.length());
      return new WeightPlace(true, Integer.parseInt(rest.substring(0, rest.indexOf('.'))));
    }
    return new WeightPlace(false, -1);
  }

  /** Layers from this one to the topmost, both included; for the embedding all, for a head 0. */
  int depth(int layers) {
    return encoder ? layers - Math.max(0, layer) : 0;
  }
}
