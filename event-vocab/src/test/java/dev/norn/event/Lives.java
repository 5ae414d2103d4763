package dev.norn.event;

import dev.norn.vocab.Vocabulary;
import dev.norn.vocab.VocabularyBuilder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Made-up lives: three registers, one vocabulary, and random versions around one landmark. */
public final class Lives {

  public static final PersonId PERSON = new PersonId("5f0d1c9a7e3b42688d10c2f4a6b8e0d2");
  public static final LocalDate LANDMARK = LocalDate.of(2020, 1, 1);

  private Lives() {}

  public static List<RegisterDefinition> registers() {
    return DefinitionFile.readAll(resource("/lives"), ".register.yaml", RegisterDefinition.class);
  }

  public static Path resource(String name) {
    try {
      return Path.of(Lives.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An asserted first version, recorded on the day it occurred. */
  public static LifeEvent fact(String register, String row, String occurred, String... fields) {
    LocalDate day = LocalDate.parse(occurred);
    return version(register, row, day, day.atStartOfDay(ZoneOffset.UTC).toInstant(), 0, fields);
  }

  /** An asserted version. */
  public static LifeEvent version(
      String register,
      String row,
      LocalDate occurred,
      Instant recorded,
      int revision,
      String... fields) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put(fields[i], fields[i + 1]);
    }
    return new LifeEvent(
        PERSON, register, row, occurred, null, recorded, revision, EventKind.ASSERTED, map);
  }

  public static LifeEvent born(String day) {
    return fact("population", "birth", day, "sex", "F", "born", day);
  }

  /** Knows both sexes, twelve diagnoses, four weights and twelve industries. */
  public static Vocabulary vocabulary() {
    List<LifeEvent> facts = new ArrayList<>();
    facts.add(born("1970-06-15"));
    facts.add(fact("population", "other", "1980-03-02", "sex", "M", "born", "1980-03-02"));
    for (int i = 0; i < 12; i++) {
      String code = "I" + (10 + i);
      facts.add(fact("health", "h" + i, "2000-01-01", "diagnosis", code, "weight", "" + (50 + i)));
      facts.add(fact("work", "w" + i, "2000-01-01", "industry", "" + i));
    }
    VocabularyBuilder builder = new VocabularyBuilder(LANDMARK, registers());
    builder.observeNumbers(facts);
    builder.fitBins();
    builder.observeTokens(facts);
    return builder.build(1);
  }

  /**
   * Versions of one person: few facts, days and register times, so that corrections, retractions
   * and ties of every kind arise; a birthday is almost always among them.
   */
  public static Arbitrary<List<LifeEvent>> versions() {
    Arbitrary<List<LifeEvent>> events = events().list().ofMaxSize(40);
    return Combinators.combine(background().list().ofMinSize(0).ofMaxSize(3), events)
        .as(
            (births, others) -> {
              List<LifeEvent> all = new ArrayList<>(births);
              all.addAll(others);
              return all;
            });
  }

  private static Arbitrary<LifeEvent> background() {
    return Combinators.combine(Arbitraries.of("F", "M"), recorded(), kind())
        .as(
            (sex, recorded, kind) ->
                new LifeEvent(
                    PERSON,
                    "population",
                    "birth",
                    LocalDate.of(1970, 6, 15),
                    null,
                    recorded,
                    0,
                    kind,
                    Map.of("sex", sex, "born", "1970-06-15")));
  }

  private static Arbitrary<LifeEvent> events() {
    return Combinators.combine(
            Arbitraries.of("health", "work", "unheard-of"),
            Arbitraries.of("r1", "r2", "r3", "r10"),
            Arbitraries.integers().between(-6, 4),
            recorded(),
            Arbitraries.integers().between(0, 1),
            kind(),
            Arbitraries.integers().between(0, 13))
        .as(
            (register, row, day, recorded, revision, kind, code) ->
                new LifeEvent(
                    PERSON,
                    register,
                    row,
                    LANDMARK.plusDays(day),
                    day % 2 == 0 ? null : LANDMARK.plusDays(day + 3),
                    recorded,
                    revision,
                    kind,
                    fields(register, code)));
  }

  private static Map<String, String> fields(String register, int code) {
    return register.equals("work")
        ? Map.of("industry", "" + code)
        : Map.of("diagnosis", "I" + (10 + code), "weight", "" + (50 + code));
  }

  /** One of five instants around the landmark. */
  public static Arbitrary<Instant> recorded() {
    return Arbitraries.integers()
        .between(0, 4)
        .map(day -> LANDMARK.plusDays(day - 2).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Arbitrary<EventKind> kind() {
    return Arbitraries.of(
        EventKind.ASSERTED, EventKind.ASSERTED, EventKind.ASSERTED, EventKind.RETRACTED);
  }
}
