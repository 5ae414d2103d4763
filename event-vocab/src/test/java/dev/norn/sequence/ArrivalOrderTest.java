package dev.norn.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.FactRule;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.vocab.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Any arrival order, any batching, any restart: byte-identical sequences, equal labels. */
class ArrivalOrderTest {

  private static final Vocabulary VOCABULARY = Lives.vocabulary();
  private static final Function<byte[], String> HEX = HexFormat.of()::formatHex;
  private static final LandmarkDate LANDMARK = new LandmarkDate(Lives.LANDMARK);
  private static final OutcomeDefinition OUTCOME =
      new OutcomeDefinition(
          "infarction",
          "P3D",
          null,
          List.of(new FactRule("health", "diagnosis", List.of("I10", "I21"), null, null)),
          List.of(new FactRule("work", "industry", List.of("3"), null, null)),
          null);

  private static Optional<PersonSequence> assemble(
      Collection<LifeEvent> versions, Instant knownBy, int maxLength) {
    return new SequenceAssembler(VOCABULARY, LANDMARK, knownBy, maxLength)
        .assemble(History.of(versions));
  }

  @Property(tries = 1000)
  void arrivalOrderAndRepeatsLeaveNoTrace(
      @ForAll("versions") List<LifeEvent> versions,
      @ForAll("knownBy") Instant knownBy,
      @ForAll @IntRange(min = 4, max = 40) int maxLength,
      @ForAll Random random) {
    List<LifeEvent> arrived = new ArrayList<>(versions);
    for (LifeEvent version : versions) {
      if (random.nextBoolean()) {
        arrived.add(version);
      }
    }
    Collections.shuffle(arrived, random);

    Optional<PersonSequence> expected = assemble(versions, knownBy, maxLength);
    Optional<PersonSequence> actual = assemble(arrived, knownBy, maxLength);
    assertThat(actual).isEqualTo(expected);
    assertThat(actual.map(PersonSequence::bytes).map(HEX))
        .isEqualTo(expected.map(PersonSequence::bytes).map(HEX));
    assertThat(OUTCOME.label(History.of(arrived).asKnownBy(null), LANDMARK))
        .isEqualTo(OUTCOME.label(History.of(versions).asKnownBy(null), LANDMARK));
  }

  @Property
  void batchesWithRestartsBetweenThemGiveTheSameSequence(
      @ForAll("versions") List<LifeEvent> versions,
      @ForAll @IntRange(min = 1, max = 7) int batch,
      @ForAll Random random) {
    List<LifeEvent> arrived = new ArrayList<>(versions);
    Collections.shuffle(arrived, random);
    Set<LifeEvent> state = new LinkedHashSet<>();
    Optional<PersonSequence> live = Optional.empty();
    for (int from = 0; from < arrived.size(); from += batch) {
      // A restart delivers the batch before once more.
      state.addAll(arrived.subList(Math.max(0, from - batch), from));
      state.addAll(arrived.subList(from, Math.min(arrived.size(), from + batch)));
      live = assemble(state, null, 30);
    }

    assertThat(live).isEqualTo(assemble(versions, null, 30));
  }

  @Property(tries = 1000)
  void knownByReplaysWhatWasKnownThen(
      @ForAll("versions") List<LifeEvent> versions, @ForAll("knownBy") Instant knownBy) {
    List<LifeEvent> recordedByThen =
        versions.stream().filter(version -> !version.recorded().isAfter(knownBy)).toList();

    Optional<PersonSequence> replayed = assemble(versions, knownBy, 60);
    Optional<PersonSequence> then = assemble(recordedByThen, null, 60);

    assertThat(replayed.map(PersonSequence::bytes).map(HEX))
        .isEqualTo(then.map(PersonSequence::bytes).map(HEX));
    assertThat(replayed.map(PersonSequence::newestRecorded))
        .isEqualTo(then.map(PersonSequence::newestRecorded));
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
