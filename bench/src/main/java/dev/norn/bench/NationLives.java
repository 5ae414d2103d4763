package dev.norn.bench;

import dev.norn.cohort.Cohort;
import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.register.ParsedRow;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.ingestion.register.RegisterFile;
import dev.norn.ingestion.register.RowMapper;
import dev.norn.sequence.LandmarkDate;
import dev.norn.vocab.Vocabulary;
import dev.norn.vocab.VocabularyBuilder;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A nation's events in memory, with a vocabulary fitted on all of its cohort. */
final class NationLives {

  private final List<LifeEvent> events = new ArrayList<>();
  private final Map<PersonId, History> histories = new TreeMap<>();
  private final Cohort cohort;
  private final Vocabulary vocabulary;

  NationLives(int people, Path folder) throws IOException {
    this(NationSpec.standard().withPeople(people), folder, "adults");
  }

  /**
   * @param cohort name of one of the study's cohorts
   */
  NationLives(NationSpec spec, Path folder, String cohort) throws IOException {
    new Nation(spec).write(folder, 2, 0, done -> {});
    List<RegisterDefinition> registers =
        DefinitionFile.readAll(
            folder.resolve("registers"), ".register.yaml", RegisterDefinition.class);
    for (RegisterDefinition register : registers) {
      read(folder.resolve("data"), register, events::add);
    }
    Map<PersonId, List<LifeEvent>> byPerson = new TreeMap<>();
    events.forEach(
        event -> byPerson.computeIfAbsent(event.person(), p -> new ArrayList<>()).add(event));
    byPerson.forEach((person, versions) -> histories.put(person, History.of(versions)));
    this.cohort =
        DefinitionFile.read(folder.resolve("cohorts/" + cohort + ".cohort.yaml"), Cohort.class);
    vocabulary = fit(registers);
  }

  /** Hands over every accepted version of every fact of a register. */
  static void read(Path data, RegisterDefinition register, Consumer<LifeEvent> taker)
      throws IOException {
    RowMapper mapper = new RowMapper(register, new Pseudonyms(new byte[32]));
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + register.source().files());
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.filter(f -> matcher.matches(f.getFileName())).sorted().toList()) {
        RegisterFile.read(
            file,
            register,
            mapper,
            (line, row, raw) -> {
              if (row instanceof ParsedRow.Accepted accepted) {
                accepted.events().forEach(taker);
              }
            });
      }
    }
  }

  private Vocabulary fit(List<RegisterDefinition> registers) {
    VocabularyBuilder builder = new VocabularyBuilder(landmark().date(), registers);
    histories.values().forEach(history -> builder.observeNumbers(cohort.inputs(history)));
    builder.fitBins();
    histories.values().forEach(history -> builder.observeTokens(cohort.inputs(history)));
    return builder.build(5);
  }

  /** Of everybody: the nation's cohorts have one day. */
  LandmarkDate landmark() {
    return cohort.landmark().span().latest();
  }

  List<LifeEvent> events() {
    return events;
  }

  Map<PersonId, History> histories() {
    return histories;
  }

  Cohort cohort() {
    return cohort;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }
}
