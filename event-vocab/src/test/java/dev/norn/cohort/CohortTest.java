package dev.norn.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.cohort.Cohort.AgeRange;
import dev.norn.cohort.Cohort.Exclusion;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.event.PersonId;
import dev.norn.sequence.LandmarkDate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CohortTest {

  private static final HashedSplit SPLIT = new HashedSplit(1, 0.8, 0.1, 0.1, null);
  private static final FactRule INFARCTION =
      new FactRule("health", "diagnosis", List.of("I21"), null, null);
  private static final FactRule ANY_JOB = new FactRule("work", null, null, null, null);
  private static final LifeEvent JOB = Lives.fact("work", "j1", "2010-01-01", "industry", "1");

  private static Cohort cohort(String knownBy) {
    return cohort(null, knownBy);
  }

  private static Cohort cohort(String advances, String knownBy) {
    return cohort(advances, knownBy, null, null);
  }

  private static Cohort cohort(
      String advances, String knownBy, String minimumHistory, Sample sample) {
    return new Cohort(
        "adults",
        new LandmarkDate(Lives.LANDMARK),
        advances,
        knownBy,
        null,
        new AgeRange(18, 65),
        minimumHistory,
        List.of(PresenceRule.ever(INFARCTION)),
        List.of(PresenceRule.ever(ANY_JOB)),
        sample,
        SPLIT);
  }

  private static Exclusion exclusion(LifeEvent... facts) {
    Cohort cohort = cohort(null);
    return cohort.exclusion(cohort.inputs(History.of(List.of(facts)))).orElse(null);
  }

  @Test
  void personWhoMeetsEveryRuleIsEligible() {
    assertThat(exclusion(Lives.born("1970-06-15"), JOB)).isNull();
  }

  @Test
  void kinAreThoseOfTheVersionsKnownByKnownBy() {
    LocalDate day = LocalDate.of(1970, 6, 15);
    History history =
        History.of(
            List.of(
                born(day, "1970-07-01T00:00:00Z", "a", "x"),
                born(day, "2019-01-01T00:00:00Z", "b", "x"),
                born(day, "2021-01-01T00:00:00Z", "c", "x")));

    assertThat(cohort("2020-06-30T00:00:00Z").kin(history))
        .containsExactly(
            new KinLink("father", new PersonId("x")), new KinLink("mother", new PersonId("b")));
    assertThat(cohort(null).kin(history)).contains(new KinLink("mother", new PersonId("c")));
  }

  private static LifeEvent born(LocalDate day, String recorded, String mother, String father) {
    return Lives.version(
        "population",
        "birth",
        day,
        Instant.parse(recorded),
        0,
        "kin.mother",
        mother,
        "kin.father",
        father);
  }

  @Test
  void bothEndsOfTheAgeRangeAreIncluded() {
    assertThat(exclusion(Lives.born("2002-01-01"), JOB)).isNull();
    assertThat(exclusion(Lives.born("2002-01-02"), JOB)).isEqualTo(Exclusion.AGE);
    assertThat(exclusion(Lives.born("1954-01-02"), JOB)).isNull();
    assertThat(exclusion(Lives.born("1954-01-01"), JOB)).isEqualTo(Exclusion.AGE);
  }

  @Test
  void personWithoutBackgroundIsNotEligible() {
    assertThat(exclusion(JOB)).isEqualTo(Exclusion.NO_BACKGROUND);
  }

  @Test
  void excludingFactOnTheLandmarkExcludes() {
    assertThat(exclusion(Lives.born("1970-06-15"), JOB, infarction("2020-01-01")))
        .isEqualTo(Exclusion.EXCLUDING_FACT);
  }

  @Test
  void excludingFactAfterTheLandmarkDoesNot() {
    assertThat(exclusion(Lives.born("1970-06-15"), JOB, infarction("2020-01-02"))).isNull();
  }

  @Test
  void wantedFactMustBeThereByTheLandmark() {
    assertThat(exclusion(Lives.born("1970-06-15"))).isEqualTo(Exclusion.FACT_MISSING);
    assertThat(
            exclusion(
                Lives.born("1970-06-15"), Lives.fact("work", "j1", "2020-01-02", "industry", "1")))
        .isEqualTo(Exclusion.FACT_MISSING);
  }

  @Test
  void factsRecordedAfterKnownByAreNoInputs() {
    LifeEvent late =
        Lives.version(
            "work",
            "j2",
            Lives.LANDMARK,
            Instant.parse("2020-03-01T00:00:01Z"),
            0,
            "industry",
            "2");

    assertThat(cohort("2020-03-01T00:00:00Z").inputs(History.of(List.of(JOB, late))))
        .containsExactly(JOB);
    assertThat(cohort(null).inputs(History.of(List.of(JOB, late)))).hasSize(2);
  }

  @Test
  void aLandmarkMayOnlyAdvance() {
    for (String wrong : List.of("monthly", "P0D", "P-1M", "-P1M")) {
      assertThatThrownBy(() -> cohort(wrong, null)).hasMessageContaining("advances");
    }
    assertThat(cohort(null).advancing()).isEmpty();
    Cohort monthly = cohort("P1M", null);
    assertThat(monthly.advancing()).isPresent();
    assertThat(monthly.at(LandmarkDate.parse("2021-05-01")).landmark())
        .isEqualTo(LandmarkDate.parse("2021-05-01"));
  }

  @Test
  void knownByMustBeAnInstant() {
    assertThatThrownBy(() -> cohort("2020-03-01")).hasMessageContaining("known-by");
  }

  @Test
  void theBackgroundAloneIsNoHistory() {
    Cohort cohort = cohort(null, null, "P10Y", null);
    List<LifeEvent> ten = List.of(Lives.born("1970-06-15"), JOB);
    assertThat(cohort.exclusion(ten)).isEmpty();
    List<LifeEvent> nine =
        List.of(Lives.born("1970-06-15"), Lives.fact("work", "j1", "2010-01-02", "industry", "1"));
    assertThat(cohort.exclusion(nine)).contains(Exclusion.SHORT_HISTORY);
  }

  @Test
  void aSampleIsTheSameInEveryRunAndAnotherThanTheSplit() {
    Sample half = new Sample(0.5, SPLIT.seed());
    List<PersonId> people =
        IntStream.range(0, 2_000).mapToObj(i -> new PersonId("%032x".formatted(i))).toList();
    List<PersonId> drawn = people.stream().filter(half::holds).toList();
    assertThat(drawn).hasSizeBetween(930, 1_070);
    assertThat(people.stream().filter(half::holds).toList()).isEqualTo(drawn);
    long training =
        drawn.stream().filter(p -> SPLIT.of(p.value(), List.of()) == Split.TRAIN).count();
    assertThat((double) training / drawn.size()).isBetween(0.75, 0.85);
    assertThatThrownBy(() -> new Sample(0, 1)).hasMessageContaining("sample.share");
    Cohort nobody = cohort(null, null, null, new Sample(1e-9, 1));
    assertThat(nobody.exclusion(List.of(Lives.born("1970-06-15"), JOB)))
        .contains(Exclusion.NOT_SAMPLED);
  }

  @Test
  void itsRulesSayWhatEachAsks() {
    assertThat(
            cohort(null, null, "P2Y", new Sample(0.1, 7)).rules().stream()
                .map(rule -> rule.words().get()))
        .containsExactly(
            "with a fact of population",
            "aged 18 to 65 on the landmark",
            "known for 2 years before the landmark",
            "without a fact of health whose diagnosis is I21",
            "with a fact of work",
            "in the sample of 0.1");
  }

  @Test
  void emptyAgeRangeIsRefused() {
    assertThatThrownBy(() -> new AgeRange(65, 18)).hasMessageContaining("no range");
  }

  private static LifeEvent infarction(String day) {
    return Lives.fact("health", "h1", day, "diagnosis", "I21");
  }
}
