package dev.norn.model.projection;

/**
 * How Pacmap lays out. Defaults are those of the paper.
 *
 * @param midShare mid-near pairs for each near one
 * @param furtherShare further pairs for each near one
 * @param iterations of the three phases
 */
public record PacmapSettings(
    double midShare, double furtherShare, int[] iterations, double learningRate) {

  public static final PacmapSettings DEFAULT =
      new PacmapSettings(0.5, 2, new int[] {100, 100, 250}, 1);

  /** Of which the near pairs are chosen, besides as many as are wanted. */
  private static final int MORE_CANDIDATES = 50;

  private static final int FEWEST = 10;
  private static final int SMALL = 10_000;

  /** Near pairs of a point, more on larger maps. */
  public int neighbours(int points) {
    return points <= SMALL
        ? FEWEST
        : (int) Math.round(FEWEST + 15 * (Math.log10(points) - Math.log10(SMALL)));
  }

  /** Nearest neighbours that the choice of near pairs needs. */
  int candidates(int points) {
    return neighbours(points) + MORE_CANDIDATES;
  }

  int mid(int neighbours) {
    return (int) Math.round(neighbours * midShare);
  }

  int further(int neighbours) {
    return (int) Math.round(neighbours * furtherShare);
  }
}
