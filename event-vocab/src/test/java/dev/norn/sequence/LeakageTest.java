package dev.norn.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.vocab.Vocabulary;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Nothing from after the landmark, nothing from after known-by. */
class LeakageTest {

  private static final Vocabulary VOCABULARY = Lives.vocabulary();
  private static final Function<byte[], String> HEX = HexFormat.of()::formatHex;
  private static final LandmarkDate LANDMARK = new LandmarkDate(Lives.LANDMARK);
  private static final Instant NOON = Instant.parse("2020-01-01T12:00:00Z");

  private static PersonSequence sequence(Instant knownBy, LifeEvent... facts) {
    return new SequenceAssembler(VOCABULARY, LANDMARK, knownBy, 100)
        .assemble(History.of(List.of(facts)))
        .orElseThrow();
  }

  private static List<Integer> tokens(PersonSequence sequence) {
    return Arrays.stream(sequence.tokens()).boxed().toList();
  }

  @Test
  void eventOnTheLandmarkIsKept() {
    PersonSequence sequence = sequence(null, Lives.born("1970-06-15"), job("2020-01-01", "3"));

    assertThat(tokens(sequence)).contains(VOCABULARY.idOf("IND_3"));
  }

  @Test
  void eventOnTheDayAfterTheLandmarkIsNotThere() {
    PersonSequence with = sequence(null, Lives.born("1970-06-15"), job("2020-01-02", "3"));
    PersonSequence without = sequence(null, Lives.born("1970-06-15"));

    assertThat(with.bytes()).isEqualTo(without.bytes());
  }

  @Test
  void factRecordedAtKnownByIsKeptAndOneMicrosecondLaterIsNot() {
    LifeEvent atNoon = Lives.version("work", "j1", Lives.LANDMARK, NOON, 0, "industry", "3");
    LifeEvent after =
        Lives.version("work", "j2", Lives.LANDMARK, NOON.plusNanos(1_000), 0, "industry", "4");

    PersonSequence sequence = sequence(NOON, Lives.born("1970-06-15"), atNoon, after);

    assertThat(tokens(sequence))
        .contains(VOCABULARY.idOf("IND_3"))
        .doesNotContain(VOCABULARY.idOf("IND_4"));
    assertThat(sequence.newestRecorded()).isEqualTo(NOON);
  }

  @Test
  void birthAfterTheLandmarkGivesNoSequence() {
    assertThat(
            new SequenceAssembler(VOCABULARY, LANDMARK, null, 100)
                .assemble(History.of(List.of(Lives.born("2020-01-02")))))
        .isEmpty();
  }

  @Test
  void correctionThatMovesAnEventPastTheLandmarkTakesItOut() {
    LifeEvent first = job("2019-12-30", "3");
    LifeEvent moved =
        Lives.version("work", "j1", Lives.LANDMARK.plusDays(1), NOON, 0, "industry", "3");

    assertThat(tokens(sequence(null, Lives.born("1970-06-15"), first, moved)))
        .doesNotContain(VOCABULARY.idOf("IND_3"));
  }

  @Property(tries = 1000)
  void noPositionCarriesADayAfterTheLandmark(@ForAll("versions") List<LifeEvent> versions) {
    new SequenceAssembler(VOCABULARY, LANDMARK, null, 50)
        .assemble(History.of(versions))
        .ifPresent(
            sequence ->
                assertThat(Arrays.stream(sequence.days()).boxed())
                    .allMatch(day -> day <= LandmarkDate.absoluteDay(Lives.LANDMARK)));
  }

  @Property(tries = 1000)
  void whatCameAfterLandmarkOrKnownByChangesNothing(
      @ForAll("versions") List<LifeEvent> versions, @ForAll("knownBy") Instant knownBy) {
    SequenceAssembler assembler = new SequenceAssembler(VOCABULARY, LANDMARK, knownBy, 50);
    List<LifeEvent> withFuture = new ArrayList<>(versions);
    withFuture.add(
        Lives.version(
            "work",
            "future",
            Lives.LANDMARK.plusDays(1),
            Lives.LANDMARK.minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant(),
            0,
            "industry",
            "7"));
    versions.forEach(version -> withFuture.add(correctedAfter(version, knownBy)));

    assertThat(assembler.assemble(History.of(withFuture)).map(PersonSequence::bytes).map(HEX))
        .isEqualTo(assembler.assemble(History.of(versions)).map(PersonSequence::bytes).map(HEX));
  }

  private static LifeEvent job(String day, String industry) {
    return Lives.fact("work", "j1", day, "industry", industry);
  }

  private static LifeEvent correctedAfter(LifeEvent version, Instant knownBy) {
    return Lives.version(
        version.register(),
        version.row(),
        version.occurred(),
        knownBy.plusSeconds(1),
        5,
        "industry",
        "9");
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
