package dev.norn.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.cohort.Cohort.AgeRange;
import dev.norn.cohort.Cohort.Exclusion;
import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.Landmark;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.PersonSequence;
import dev.norn.sequence.SequenceAssembler;
import dev.norn.vocab.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The landmark is the first infarction (I21) from 2015 to 2020. */
class EventLandmarkTest {

  private static final FactRule INFARCTION =
      new FactRule("health", "diagnosis", List.of("I21"), null, null);
  private static final EventLandmark FIRST_INFARCTION =
      new EventLandmark(
          INFARCTION, LandmarkDate.parse("2015-01-01"), LandmarkDate.parse("2020-12-31"));
  private static final Vocabulary VOCABULARY = Lives.vocabulary();
  private static final LifeEvent BORN = Lives.born("1970-06-15");

  @TempDir private Path folder;

  private static Cohort cohort(Landmark landmark, String knownBy) {
    return new Cohort(
        "infarction",
        landmark,
        null,
        knownBy,
        null,
        new AgeRange(18, 47),
        null,
        null,
        null,
        null,
        new HashedSplit(1, 0.8, 0.1, 0.1, null));
  }

  private static Cohort cohort(String knownBy) {
    return cohort(FIRST_INFARCTION, knownBy);
  }

  private static LifeEvent infarction(String row, String day) {
    return Lives.fact("health", row, day, "diagnosis", "I21");
  }

  private static List<LifeEvent> inputs(Cohort cohort, LifeEvent... facts) {
    return cohort.inputs(History.of(List.of(facts)));
  }

  private static Exclusion exclusion(LifeEvent... facts) {
    Cohort cohort = cohort(null);
    return cohort.exclusion(inputs(cohort, facts)).orElse(null);
  }

  @Test
  void everyPersonHasTheDayOfTheirFirstDiagnosisAsLandmark() {
    Cohort cohort = cohort(null);
    LifeEvent early = infarction("h1", "2016-03-01");
    LifeEvent again = infarction("h2", "2018-01-01");
    LifeEvent other = Lives.fact("health", "h3", "2015-02-01", "diagnosis", "I10");

    assertThat(cohort.landmarkOf(inputs(cohort, BORN, again, early, other)))
        .hasToString("2016-03-01");
    assertThat(cohort.landmarkOf(inputs(cohort, BORN, again, other))).hasToString("2018-01-01");
  }

  @Test
  void inputsEndWithTheDayOfTheLandmark() {
    LifeEvent landmark = infarction("h1", "2016-03-01");
    LifeEvent sameDay = Lives.fact("work", "j1", "2016-03-01", "industry", "1");
    LifeEvent nextDay = Lives.fact("work", "j2", "2016-03-02", "industry", "2");

    assertThat(inputs(cohort(null), BORN, landmark, sameDay, nextDay))
        .containsExactlyInAnyOrder(BORN, landmark, sameDay);
  }

  @Test
  void whoHasNoSuchFactIsNotInTheCohort() {
    assertThat(exclusion(BORN, infarction("h1", "2016-03-01"))).isNull();
    assertThat(exclusion(BORN)).isEqualTo(Exclusion.NO_LANDMARK);
    assertThat(exclusion(BORN, Lives.fact("health", "h1", "2016-03-01", "diagnosis", "I10")))
        .isEqualTo(Exclusion.NO_LANDMARK);
    assertThat(exclusion(infarction("h1", "2016-03-01"))).isEqualTo(Exclusion.NO_BACKGROUND);
  }

  @ParameterizedTest
  @CsvSource({
    "2014-12-31, NO_LANDMARK",
    "2015-01-01,",
    "2017-06-15,",
    "2018-06-15, AGE",
    "2020-12-31, AGE",
    "2021-01-01, NO_LANDMARK"
  })
  void bothDaysOfTheRangeAreIncludedAndTheAgeIsThatOnTheOwnLandmark(
      String day, Exclusion expected) {
    assertThat(exclusion(BORN, infarction("h1", day))).isEqualTo(expected);
  }

  @Test
  void aFirstFactBeforeTheRangeIsNotReplacedByALaterOne() {
    assertThat(exclusion(BORN, infarction("h1", "2014-12-31"), infarction("h2", "2016-03-01")))
        .isEqualTo(Exclusion.NO_LANDMARK);
  }

  @Test
  void aCorrectionRecordedAfterKnownByMovesNoLandmark() {
    Cohort cohort = cohort("2016-06-30T00:00:00Z");
    LifeEvent asKnown = infarction("h1", "2016-03-01");
    LifeEvent corrected =
        Lives.version(
            "health",
            "h1",
            LocalDate.parse("2015-03-01"),
            Instant.parse("2016-06-30T00:00:01Z"),
            1,
            "diagnosis",
            "I21");
    LifeEvent earlierButLate =
        Lives.version(
            "health",
            "h2",
            LocalDate.parse("2015-02-01"),
            Instant.parse("2017-01-01T00:00:00Z"),
            0,
            "diagnosis",
            "I21");
    History history = History.of(List.of(BORN, asKnown, corrected, earlierButLate));

    assertThat(cohort.inputs(history)).containsExactlyInAnyOrder(BORN, asKnown);
    assertThat(cohort.landmarkOf(cohort.inputs(history))).hasToString("2016-03-01");
    assertThat(cohort.lateFacts(history)).containsExactly(earlierButLate);
  }

  @Test
  void labelsAndDaysAreCountedFromTheOwnLandmark() {
    OutcomeDefinition death =
        new OutcomeDefinition(
            "death",
            "P1Y",
            null,
            List.of(new FactRule("vital", null, null, null, null)),
            null,
            null);
    LifeEvent died = Lives.fact("vital", "v1", "2018-03-01");
    Cohort cohort = cohort(null);
    LandmarkDate early = cohort.landmarkOf(inputs(cohort, BORN, infarction("h1", "2016-03-01")));
    LandmarkDate late = cohort.landmarkOf(inputs(cohort, BORN, infarction("h1", "2018-01-30")));

    assertThat(death.label(List.of(died), early)).isEqualTo(OutcomeLabel.NEGATIVE);
    assertThat(death.observe(List.of(died), early).followUp())
        .isEqualTo(new FollowUp(365, FollowUp.CENSORED));
    assertThat(death.observe(List.of(died), late).followUp())
        .isEqualTo(new FollowUp(30, FollowUp.EVENT_OF_INTEREST));
  }

  @Test
  void itIsSaidInWords() {
    Cohort cohort = cohort(null);
    String first = "first fact of health whose diagnosis is I21 between 2015-01-01 and 2020-12-31";

    assertThat(cohort.landmark().words()).isEqualTo("the day of each person's " + first);
    assertThat(cohort.rules().stream().map(rule -> rule.words().get()))
        .containsExactly(
            "with a fact of population", "with a " + first, "aged 18 to 47 on the landmark");
    assertThat(cohort.rules().get(1).removed().get()).isEqualTo("without a " + first);
  }

  @Test
  void aFileWithALandmarkEventIsReadAndItsTwinIsEqual() throws Exception {
    Cohort read =
        read(
            "landmark: {first: {register: health, field: diagnosis, values: [I21]}, "
                + "from: 2015-01-01, to: 2020-12-31}");

    assertThat(read.landmark()).isEqualTo(FIRST_INFARCTION);
    assertThat(DefinitionFile.fromJson(DefinitionFile.toJson(read), Cohort.class)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{first: {register: health}, from: 2015-01-01}                         | to: the last day",
        "{first: {register: health}, to: 2015-01-01}                           | from: since when",
        "{from: 2015-01-01, to: 2016-01-01}                                    | first: name",
        "{first: {register: health}, from: 2016-01-01, to: 2015-01-01}         | is no range",
        "{first: {register: health}, from: 2016-13-01, to: 2017-01-01}         | is not a day",
        "{first: {values: [I21]}, from: 2015-01-01, to: 2016-01-01}            | needs its register",
        "{first: {register: health, times: 2}, from: 2015-01-01, to: 2016-01-01} | not known",
        "[2015-01-01]                                                          | landmark"
      })
  void whatIsNoLandmarkIsRefusedWithItsPlace(String landmark, String problem) {
    assertThatThrownBy(() -> read("landmark: " + landmark))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("it.cohort.yaml:2:")
        .hasMessageContaining(problem);
  }

  @Test
  void aLandmarkThatIsAnEventDoesNotAdvance() {
    assertThatThrownBy(
            () ->
                read(
                    "landmark: {first: {register: health}, from: 2015-01-01, to: 2016-01-01}\n"
                        + "advances: P1M"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("advances: expected a landmark that is one day");
  }

  private Cohort read(String landmark) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("it.cohort.yaml"),
            "cohort: c\n"
                + landmark
                + "\nsplit: {seed: 1, train: 0.8, validation: 0.1, test: 0.1}\n");
    return DefinitionFile.read(file, Cohort.class);
  }

  /** Random lives have facts of any diagnosis within days of the first of January 2020. */
  private static Cohort random(Instant knownBy) {
    return cohort(
        new EventLandmark(
            new FactRule("health", "weight", null, 58.0, null),
            new LandmarkDate(Lives.LANDMARK.minusDays(4)),
            new LandmarkDate(Lives.LANDMARK.plusDays(2))),
        knownBy.toString());
  }

  @Property(tries = 500)
  void whatHappensAfterTheLandmarkOrIsRecordedAfterKnownByChangesNothing(
      @ForAll("versions") List<LifeEvent> versions, @ForAll("knownBy") Instant knownBy) {
    Cohort cohort = random(knownBy);
    History history = History.of(versions);
    List<LifeEvent> inputs = cohort.inputs(history);
    LandmarkDate landmark = cohort.landmarkOf(inputs);
    List<LifeEvent> past = new ArrayList<>(versions);
    past.removeIf(version -> version.recorded().isAfter(knownBy));

    assertThat(cohort.inputs(History.of(past))).isEqualTo(inputs);
    assertThat(cohort.inputs(History.of(inputs))).isEqualTo(inputs);
    assertThat(cohort.landmarkOf(history.asKnownBy(knownBy))).isEqualTo(landmark);
    assertThat(cohort.landmark().dateFor(inputs))
        .isEqualTo(cohort.landmark().dateFor(history.asKnownBy(knownBy)));
  }

  @Property(tries = 500)
  void aSequenceIsThatOfACohortWhoseFixedLandmarkIsThePersonsOwn(
      @ForAll("versions") List<LifeEvent> versions, @ForAll("knownBy") Instant knownBy) {
    Cohort cohort = random(knownBy);
    History history = History.of(versions);
    LandmarkDate landmark = cohort.landmarkOf(cohort.inputs(history));
    Cohort fixed = cohort.at(landmark);

    assertThat(fixed.inputs(history)).isEqualTo(cohort.inputs(history));
    assertThat(fixed.lateFacts(history)).isEqualTo(cohort.lateFacts(history));
    SequenceAssembler assembler =
        new SequenceAssembler(VOCABULARY, cohort.landmark().span().latest(), knownBy, 100);
    SequenceAssembler own = new SequenceAssembler(VOCABULARY, landmark, knownBy, 100);
    assertThat(bytes(assembler.at(landmark), history)).isEqualTo(bytes(own, history));
  }

  private static Optional<String> bytes(SequenceAssembler assembler, History history) {
    return assembler.assemble(history).map(PersonSequence::bytes).map(HexFormat.of()::formatHex);
  }

  @Provide
  Arbitrary<List<LifeEvent>> versions() {
    return Lives.versions();
  }

  @Provide
  Arbitrary<Instant> knownBy() {
    return Lives.recorded();
  }
}
