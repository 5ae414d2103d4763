package dev.norn.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.norn.cli.local.WorkFolder;
import dev.norn.event.DefinitionException;
import dev.norn.event.PersonId;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.TrueProbabilities;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.LandmarkSpan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A nation's {@code truth/probabilities.csv}: one row per person, landmark and outcome. Read for
 * evaluation and to be looked at on a map, never to learn from; memory grows with the people of one
 * landmark.
 */
final class TrueProbabilitiesFile {

  private static final String PERSON = "person_number";
  private static final String LANDMARK = "landmark";
  private static final String OUTCOME = "outcome";
  private static final String PROBABILITY = "probability";
  // Labels ended by emigration are unknown and left out of every figure, so this one is compared.
  private static final String IF_KNOWN = "probability_if_known";
  private static final List<String> COLUMNS =
      List.of(PERSON, LANDMARK, OUTCOME, PROBABILITY, IF_KNOWN);

  private final Path file;
  private final LandmarkDate landmark;
  private final Pseudonyms pseudonyms;
  private final Map<String, Map<PersonId, Double>> found = new HashMap<>();
  private long line = 1;

  private TrueProbabilitiesFile(Path file, LandmarkDate landmark, Pseudonyms pseudonyms) {
    this.file = file;
    this.landmark = landmark;
    this.pseudonyms = pseudonyms;
  }

  /**
   * What the study knows of the corpus' people; nothing where it names no truth.
   *
   * @param folder whose key made the corpus' pseudonyms
   */
  static TrueProbabilities of(Study study, Corpus corpus, WorkFolder folder) throws IOException {
    if (study.truth().isEmpty()) {
      return TrueProbabilities.NONE;
    }
    LandmarkSpan landmark = corpus.manifest().description().landmark();
    if (!landmark.isOneDay()) {
      throw new DefinitionException(
          "[study.yaml] truth: expected a corpus whose people have one landmark, as the true"
              + " probabilities are of one, found "
              + landmark
              + "; take the key out for an evaluation without the truth");
    }
    return read(study.truth().get(), landmark.latest(), new Pseudonyms(folder.pseudonymKey()));
  }

  /**
   * @param landmark rows of others are checked and left out
   * @throws DefinitionException when the file is not there or a row does not say what it must
   */
  static TrueProbabilities read(Path file, LandmarkDate landmark, Pseudonyms pseudonyms)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DefinitionException(
          "["
              + file
              + "] is not there, but study.yaml names it (truth); write the nation again, or take"
              + " the key out for an evaluation without the truth");
    }
    return new TrueProbabilities(byOutcome(file, landmark, pseudonyms));
  }

  /** As {@link #read}, by outcome and person, for a map of synthetic people. */
  static Map<String, Map<PersonId, Double>> byOutcome(
      Path file, LandmarkDate landmark, Pseudonyms pseudonyms) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DefinitionException(
          "["
              + file
              + "] is not there; expected a nation's truth/probabilities.csv. Write the nation"
              + " again, or go without the truth");
    }
    return new TrueProbabilitiesFile(file, landmark, pseudonyms).read();
  }

  /** As {@link #byOutcome}, where the study names a truth; nothing where it does not. */
  static Map<String, Map<PersonId, Double>> byOutcome(
      Study study, LandmarkDate landmark, WorkFolder folder) throws IOException {
    return study.truth().isEmpty()
        ? Map.of()
        : byOutcome(study.truth().get(), landmark, new Pseudonyms(folder.pseudonymKey()));
  }

  private Map<String, Map<PersonId, Double>> read() throws IOException {
    try (BufferedReader text = Files.newBufferedReader(file);
        CsvReader<NamedCsvRecord> rows =
            CsvReader.builder().allowUnclosedQuote(false).ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : rows) {
        if (line == 1) {
          requireColumns(row.getHeader());
        }
        line = row.getStartingLineNumber();
        add(row);
      }
      return found;
    } catch (CsvParseException e) {
      // Without the cause, which may quote the row.
      throw problem("the next row's quotes or columns do not match the header's");
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw problem("a row from here on is not UTF-8 text");
      }
      throw e.getCause();
    }
  }

  private void requireColumns(List<String> header) {
    if (!header.containsAll(COLUMNS)) {
      throw problem(
          "found the columns "
              + String.join(",", header)
              + ", expected "
              + String.join(",", COLUMNS));
    }
  }

  private void add(NamedCsvRecord row) {
    String number = row.getField(PERSON).strip();
    if (number.isEmpty()) {
      throw problem("column " + PERSON + " is empty; expected the register's person number");
    }
    LocalDate day = day(row);
    probability(row, PROBABILITY);
    double probability = probability(row, IF_KNOWN);
    if (!day.equals(landmark.date())) {
      return;
    }
    Double before =
        found
            .computeIfAbsent(row.getField(OUTCOME), name -> new HashMap<>())
            .put(pseudonyms.of(number), probability);
    if (before != null) {
      throw problem("a second row of the same person, landmark and outcome; expected one");
    }
  }

  private LocalDate day(NamedCsvRecord row) {
    try {
      return LocalDate.parse(row.getField(LANDMARK));
    } catch (DateTimeParseException e) {
      throw problem("column " + LANDMARK + " is no day; expected yyyy-MM-dd");
    }
  }

  private double probability(NamedCsvRecord row, String column) {
    double probability = number(row.getField(column));
    if (probability >= 0 && probability <= 1) {
      return probability;
    }
    throw problem("column " + column + " is no probability; expected a number from 0 to 1");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  // No value of a row: a row holds a person's number and truth.
  private DefinitionException problem(String what) {
    return new DefinitionException(
        "["
            + file
            + ", line "
            + line
            + "] "
            + what
            + "; correct the file or write the nation again");
  }
}
