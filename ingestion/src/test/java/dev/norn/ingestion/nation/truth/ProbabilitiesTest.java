package dev.norn.ingestion.nation.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.life.Chronicle;
import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.life.HazardWitness;
import dev.norn.ingestion.nation.life.Outcome;
import dev.norn.ingestion.nation.life.Person;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.truth.LandmarkTruth.Case;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProbabilitiesTest {
  private static final NationSpec SPEC = NationSpec.standard().withPeople(2_000).withSeed(51);
  private static final int LANDMARK = Days.startOfYear(2009);
  private static final int GROUPS = 10;
  private static final List<Case> CASES = new ArrayList<>();

  @BeforeAll
  static void livePastTheLandmark() throws IOException {
    new Nation(SPEC)
        .forEachCommunity(
            2,
            community -> LandmarkTruth.of(community, SPEC.seed(), LANDMARK, 30, 4, 18, 100),
            CASES::addAll);
  }

  private static List<Case> atRisk(Outcome outcome) {
    return CASES.stream()
        .filter(each -> each.outcome() == outcome && each.atRisk())
        .sorted(Comparator.comparingDouble(Case::probability))
        .toList();
  }

  private static void assertCalibrated(Outcome outcome, List<Case> cases) {
    double expected = cases.stream().mapToDouble(Case::probability).sum();
    double variance =
        cases.stream().mapToDouble(each -> each.probability() * (1 - each.probability())).sum();
    boolean shared = outcome == Outcome.DIVORCE || outcome == Outcome.EMIGRATION;
    assertThat((double) cases.stream().filter(Case::happened).count())
        .as("%s of %d cases", outcome, cases.size())
        .isCloseTo(expected, within(4 * Math.sqrt(variance * (shared ? 2 : 1))));
  }

  @Test
  void trueProbabilitiesAreCalibrated() {
    for (Outcome outcome : Outcome.ALL) {
      List<Case> cases = atRisk(outcome);
      assertThat(cases).hasSizeGreaterThan(500);
      assertCalibrated(outcome, cases);
      for (int i = 0; i < GROUPS; i++) {
        int from = i * cases.size() / GROUPS;
        int to = (i + 1) * cases.size() / GROUPS;
        assertCalibrated(outcome, cases.subList(from, to));
      }
    }
  }

  @Test
  void trueProbabilitiesTellThoseWhoDieFromThoseWhoDoNot() {
    List<Case> cases = atRisk(Outcome.DEATH);
    List<Case> top = cases.subList(cases.size() * 9 / 10, cases.size());

    assertThat(top.stream().filter(Case::happened).count() * 2)
        .isGreaterThan(cases.stream().filter(Case::happened).count());
  }

  @Test
  void moreFuturesComeCloser() throws IOException {
    Community community = new Nation(SPEC).community(0);
    community.open(Chronicle.NOBODY, HazardWitness.NOBODY);
    community.runTo(LANDMARK);
    double few = correlation(deaths(community, 1, 3), deaths(community, 2, 3));
    double many = correlation(deaths(community, 1, 200), deaths(community, 2, 200));

    assertThat(many).isGreaterThan(0.99).isGreaterThan(few);
  }

  private static double[] deaths(Community community, long seed, int futures) {
    Futures lived = Futures.of(community, seed, futures, 1);
    return community.people().stream()
        .filter(Person::isHere)
        .filter(person -> person.age(LANDMARK) >= 18)
        .mapToDouble(person -> lived.probability(person, Outcome.DEATH))
        .toArray();
  }

  private static double correlation(double[] one, double[] other) {
    double meanOne = mean(one);
    double meanOther = mean(other);
    double both = 0;
    double squareOne = 0;
    double squareOther = 0;
    for (int i = 0; i < one.length; i++) {
      both += (one[i] - meanOne) * (other[i] - meanOther);
      squareOne += (one[i] - meanOne) * (one[i] - meanOne);
      squareOther += (other[i] - meanOther) * (other[i] - meanOther);
    }
    return both / Math.sqrt(squareOne * squareOther);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
