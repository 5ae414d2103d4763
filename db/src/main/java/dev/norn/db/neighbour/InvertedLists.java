package dev.norn.db.neighbour;

import java.util.List;

/**
 * What puts an embedding into a list: directions to project it onto and the centroids of the lists
 * among projections. Safe for concurrent use.
 */
final class InvertedLists {

  private final PrincipalDirections directions;
  private final DotProducts projection;
  private final Centroids centroids;

  private InvertedLists(PrincipalDirections directions, Centroids centroids) {
    this.directions = directions;
    this.projection = new DotProducts(directions.directions());
    this.centroids = centroids;
  }

  /**
   * @param sample embeddings, more than there shall be lists
   * @param seed the same sample and seed give the same lists
   */
  static InvertedLists learn(List<float[]> sample, int lists, long seed) {
    PrincipalDirections directions = PrincipalDirections.of(sample);
    DotProducts projection = new DotProducts(directions.directions());
    List<float[]> projections = sample.stream().map(projection::with).toList();
    return new InvertedLists(directions, Centroids.of(projections, lists, seed));
  }

  PrincipalDirections directions() {
    return directions;
  }

  int count() {
    return centroids.count();
  }

  /** The centroid of a list, among projections. Not a copy. */
  float[] centroid(int list) {
    return centroids.centroid(list);
  }

  float[] project(float[] embedding) {
    return projection.with(embedding);
  }

  /** The list of a projection. */
  int listOf(float[] projected) {
    return centroids.nearest(projected);
  }

  /** For each list how many lists are nearer to the embedding. */
  int[] ranks(float[] embedding) {
    return centroids.ranks(project(embedding));
  }
}
