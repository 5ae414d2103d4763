package dev.norn.model.space;

/**
 * How token tables are compared.
 *
 * @param leastPersons training people that must hold a token
 * @param pairs of tokens whose distances are correlated, at most
 * @param permutations of Mantel's test
 * @param neighbours of each token
 * @param shown tokens whose nearest ones are listed
 */
public record SpaceSettings(
    int leastPersons, int pairs, int permutations, int neighbours, int shown, long seed) {

  /** life2vec's: 10,000 pairs, 5,000 permutations, 5 neighbours; of tokens that 100 people hold. */
  public static SpaceSettings withSeed(long seed) {
    return new SpaceSettings(100, 10_000, 5_000, 5, 20, seed);
  }
}
