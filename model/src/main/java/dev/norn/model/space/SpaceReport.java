package dev.norn.model.space;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether models of different people agree on which tokens are near each other.
 *
 * @param tokens compared: those that enough people hold
 * @param leastPersons training people that hold each of them
 * @param pairs of tokens whose distances were correlated, at most
 * @param permutations of Mantel's test
 * @param models every pair of models by each distance
 * @param references the first model against tables without its structure: its columns permuted, and
 *     normal numbers
 * @param sharedNeighbours mean share of nearest tokens that two models have in common
 * @param hubness of the first model's table
 * @param nearest of some tokens that most people hold
 */
public record SpaceReport(
    int tokens,
    int leastPersons,
    int pairs,
    int permutations,
    List<SpaceComparison> models,
    List<SpaceComparison> references,
    double sharedNeighbours,
    Hubness hubness,
    List<NearestTokens> nearest) {

  /** Models of different people that correlate less by cosine give no robust space. */
  public static final double LEAST_CORRELATION = 0.2;

  /** As usual; of the adjusted p-values. */
  public static final double LARGEST_P = 0.05;

  /**
   * A token and those nearest to it in the first model's table, the nearest first.
   *
   * @param token text
   */
  public record NearestTokens(String token, List<String> nearest) {
    public NearestTokens {
      nearest = List.copyOf(nearest);
    }
  }

  public SpaceReport {
    models = List.copyOf(models);
    references = List.copyOf(references);
    nearest = List.copyOf(nearest);
  }

  /** What is wrong with the space, or nothing; the limits are on the cosine distances. */
  public Optional<String> failure() {
    return models.stream()
        .filter(comparison -> comparison.distance() == Distance.COSINE)
        .filter(c -> !(c.correlation() >= LEAST_CORRELATION && c.adjustedP() <= LARGEST_P))
        .findFirst()
        .map(
            c ->
                String.format(
                    Locale.ROOT,
                    "token distances of %s correlate by %.3f (p %.4f); at least %.2f and p of at"
                        + " most %.2f are needed: train longer or on more people",
                    c.title(),
                    c.correlation(),
                    c.adjustedP(),
                    LEAST_CORRELATION,
                    LARGEST_P));
  }
}
