package dev.norn.ingestion.nation.truth;

import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.HazardWitness;
import java.time.LocalDate;
import java.util.List;

/** The truth about one community, gathered while it lives. */
public final class CommunityTruth {
  private final HazardRows hazards;
  private final long seed;
  private String probabilities = "";

  public CommunityTruth(long seed) {
    this.seed = seed;
    hazards = new HazardRows(seed);
  }

  /** Who is to see the hazards. */
  public HazardWitness witness() {
    return hazards;
  }

  /**
   * Adds the probabilities at the landmark, whose last day has just passed.
   *
   * @param futures how many to live; none are written when 0
   * @param years of the horizon
   */
  public void atLandmark(Community community, LocalDate landmark, int futures, int years) {
    if (futures > 0) {
      Futures lived = Futures.of(community, seed, futures, years);
      probabilities = ProbabilityRows.of(community, lived, seed, landmark, years);
    }
  }

  /** Rows of {@code hazards.csv}; asks for a community that has lived to its end. */
  String hazards() {
    return hazards.finished();
  }

  /** The rows of {@code hazards.csv} about one person; as above. */
  public List<String> hazardsOf(String personNumber) {
    return hazards().lines().filter(row -> row.startsWith(personNumber + ",")).toList();
  }

  /** Rows of {@code probabilities.csv}; empty before the landmark. */
  public String probabilities() {
    return probabilities;
  }

  public static String probabilitiesHeader() {
    return ProbabilityRows.header();
  }
}
