package dev.norn.ingestion;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.cohort.Cohort;
import dev.norn.cohort.HashedSplit;
import dev.norn.cohort.Split;
import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.register.ParsedRow;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.ingestion.register.RegisterFile;
import dev.norn.ingestion.register.RowMapper;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.PersonSequence;
import dev.norn.sequence.SequenceAssembler;
import dev.norn.vocab.Vocabulary;
import dev.norn.vocab.VocabularyBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A study of examples/, its definitions and, where they are at hand, its real files. */
final class RealStudy {

  // Names a folder that holds one folder per data set.
  private static final String VARIABLE = "NORN_REAL_DATA";

  private final Path folder;
  private final String data;
  private RealFiles files;

  /**
   * @param data the data set's folder within the one that the variable names
   */
  RealStudy(String example, String data) {
    this.folder = Path.of("..", "examples", example);
    this.data = data;
  }

  List<RegisterDefinition> registers() {
    return DefinitionFile.readAll(
        folder.resolve("registers"), ".register.yaml", RegisterDefinition.class);
  }

  JsonNode content() {
    return DefinitionFile.read(folder.resolve("study.yaml"), JsonNode.class);
  }

  Cohort cohort() {
    return DefinitionFile.read(folder.resolve(content().get("cohort").asText()), Cohort.class);
  }

  /** Of everybody: these cohorts have one day. */
  LandmarkDate landmark() {
    return cohort().landmark().span().latest();
  }

  List<OutcomeDefinition> outcomes() {
    return StreamSupport.stream(content().get("outcomes").spliterator(), false)
        .map(file -> DefinitionFile.read(folder.resolve(file.asText()), OutcomeDefinition.class))
        .toList();
  }

  OutcomeDefinition outcome(String name) {
    return outcomes().stream()
        .filter(outcome -> outcome.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The real files, read once; without them the test that asks is skipped. */
  RealFiles files() throws IOException {
    String parent = System.getenv(VARIABLE);
    Path files = parent == null ? null : Path.of(parent, data);
    assumeTrue(
        files != null && Files.isDirectory(files),
        VARIABLE + " names no folder with " + data + "/ in it: the real files are not read");
    if (this.files == null) {
      this.files = new RealFiles(files, registers());
    }
    return this.files;
  }

  /** The cohort's people on one side of the split. */
  List<History> members(Predicate<Split> side) throws IOException {
    Cohort cohort = cohort();
    HashedSplit sides = (HashedSplit) cohort.split();
    List<History> members = new ArrayList<>();
    files()
        .histories
        .forEach(
            (person, history) -> {
              List<LifeEvent> inputs = cohort.inputs(history);
              if (cohort.exclusion(inputs).isEmpty() && side.test(sides.of(person, inputs))) {
                members.add(history);
              }
            });
    return members;
  }

  Map<OutcomeLabel, Long> labels(String outcome, Predicate<Split> side) throws IOException {
    OutcomeDefinition definition = outcome(outcome);
    return members(side).stream()
        .map(history -> definition.label(history.asKnownBy(null), landmark()))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  /** As the command line fits it: on training people, up to the landmark. */
  Vocabulary vocabulary() throws IOException {
    Cohort cohort = cohort();
    VocabularyBuilder builder = new VocabularyBuilder(landmark().date(), registers());
    List<List<LifeEvent>> training =
        members(split -> split == Split.TRAIN).stream().map(cohort::inputs).toList();
    training.forEach(builder::observeNumbers);
    builder.fitBins();
    training.forEach(builder::observeTokens);
    return builder.build(content().get("minimum-persons").asInt());
  }

  /** Every member's sequence, however long. */
  List<PersonSequence> sequences(Vocabulary vocabulary) throws IOException {
    Cohort cohort = cohort();
    SequenceAssembler assembler =
        new SequenceAssembler(vocabulary, landmark(), cohort.knownByInstant(), Integer.MAX_VALUE);
    return members(split -> true).stream()
        .map(history -> assembler.assemble(history).orElseThrow())
        .toList();
  }

  /** All that the registers say. */
  static final class RealFiles {
    final Map<String, Reading> readings = new TreeMap<>();
    final Map<PersonId, History> histories = new TreeMap<>();

    private RealFiles(Path data, List<RegisterDefinition> registers) throws IOException {
      Map<PersonId, List<LifeEvent>> versions = new TreeMap<>();
      for (RegisterDefinition definition : registers) {
        readings.put(definition.register(), new Reading(data, definition, versions));
      }
      versions.forEach((person, events) -> histories.put(person, History.of(events)));
    }
  }

  /** What one register's file gave. */
  static final class Reading {
    private static final byte[] KEY = "not a secret, a test".getBytes(StandardCharsets.UTF_8);

    int rows;
    int events;
    int elsewhere;
    int rejected;

    private Reading(
        Path data, RegisterDefinition definition, Map<PersonId, List<LifeEvent>> versions)
        throws IOException {
      RegisterFile.read(
          data.resolve(definition.source().files()),
          definition,
          new RowMapper(definition, new Pseudonyms(KEY)),
          (line, row, raw) -> take(row, versions));
    }

    private void take(ParsedRow row, Map<PersonId, List<LifeEvent>> versions) {
      rows++;
      if (row instanceof ParsedRow.Accepted accepted) {
        events += accepted.events().size();
        for (LifeEvent event : accepted.events()) {
          versions.computeIfAbsent(event.person(), person -> new ArrayList<>()).add(event);
        }
      } else if (row instanceof ParsedRow.Elsewhere) {
        elsewhere++;
      } else {
        rejected++;
      }
    }
  }
}
