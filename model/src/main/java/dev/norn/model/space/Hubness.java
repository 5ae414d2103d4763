package dev.norn.model.space;

import java.util.Arrays;

/**
 * Whether few tokens are the neighbours of very many (Radovanović et al. 2010), which makes nearest
 * tokens say little.
 *
 * @param neighbours of each token, by cosine
 * @param skewness of the distribution of in-degrees; about 0 without hubs
 * @param largest in-degree of the greatest hub
 * @param orphans share of tokens that are nobody's neighbour
 */
public record Hubness(int neighbours, double skewness, int largest, double orphans) {

  static Hubness of(TokenSpace space, int neighbours) {
    int[] degrees = Neighbours.of(space, neighbours).inDegrees();
    double mean = Arrays.stream(degrees).average().orElse(0);
    double second = 0;
    double third = 0;
    for (int degree : degrees) {
      second += Math.pow(degree - mean, 2) / degrees.length;
      third += Math.pow(degree - mean, 3) / degrees.length;
    }
    return new Hubness(
        neighbours,
        second == 0 ? 0 : third / Math.pow(second, 1.5),
        Arrays.stream(degrees).max().orElse(0),
        (double) Arrays.stream(degrees).filter(degree -> degree == 0).count() / degrees.length);
  }
}
