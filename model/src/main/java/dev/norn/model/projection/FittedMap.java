package dev.norn.model.projection;

/**
 * A map and how far it can be trusted.
 *
 * @param neighbours that it was laid out by
 */
public record FittedMap(Places places, FoundNeighbours neighbours, Faithfulness faithfulness) {

  /** Of fewer points there is nothing to lay out. */
  public static final int FEWEST = 10;

  /**
   * @param seed of all draws
   * @throws IllegalArgumentException if there are fewer than {@value #FEWEST} vectors
   * @throws IllegalStateException if an index of neighbours is not good enough
   */
  public static FittedMap of(UnitVectors vectors, long seed, MapProgress progress) {
    if (vectors.size() < FEWEST) {
      throw new IllegalArgumentException(
          "[map] found %d points; expected %d or more".formatted(vectors.size(), FEWEST));
    }
    PacmapSettings settings = PacmapSettings.DEFAULT;
    FoundNeighbours found =
        FoundNeighbours.of(vectors, settings.candidates(vectors.size()), seed, progress);
    Places places =
        Pacmap.layout(vectors, found.nearest(), Pca.of(vectors), settings, seed, progress);
    progress.reached("faithfulness", 0, 1);
    Faithfulness faithfulness = Faithfulness.of(vectors, places, seed);
    progress.reached("faithfulness", 1, 1);
    return new FittedMap(places, found, faithfulness);
  }

  /** As the database names it. */
  public String method() {
    return neighbours.search() == FoundNeighbours.Search.EXACT ? "pacmap-exact" : "pacmap-jvector";
  }
}
