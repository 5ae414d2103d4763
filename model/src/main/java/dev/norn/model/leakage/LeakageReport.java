package dev.norn.model.leakage;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.norn.cohort.kin.KinAcrossSides;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.Corpus;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the leakage gate found when a corpus was built.
 *
 * @param lateFacts facts of the cohort's people, by register, that occurred by the landmark and
 *     that the register recorded after the cohort's known-by: they are not among the inputs
 * @param endsAhead inputs of the cohort's people, by register, whose end lies after the day on
 *     which they were recorded: who wrote them knew what was to come
 * @param revealing tokens that give an outcome away
 * @param duplicates people whose whole life somebody on another side of the split lives too; null
 *     of a corpus that was built before they were looked for
 * @param kin people with kin on another side; null as above
 */
public record LeakageReport(
    Map<String, Long> lateFacts,
    Map<String, Long> endsAhead,
    List<RevealingToken> revealing,
    @JacksonInject(value = "duplicates", useInput = OptBoolean.TRUE, optional = OptBoolean.TRUE)
        Long duplicates,
    @JacksonInject(value = "kin", useInput = OptBoolean.TRUE, optional = OptBoolean.TRUE)
        KinAcrossSides kin) {

  private static final String FILE = "leakage.json";

  public LeakageReport {
    lateFacts = new TreeMap<>(lateFacts);
    endsAhead = new TreeMap<>(endsAhead);
    revealing = List.copyOf(revealing);
  }

  /** Whether nothing is suspicious; what was refused is not. */
  @JsonIgnore
  public boolean isClean() {
    return endsAhead.isEmpty() && revealing.isEmpty() && !hasDuplicates() && !kinIsBroken();
  }

  /** What a finished corpus and its facts tell. */
  public static LeakageReport of(
      Map<String, Long> lateFacts,
      Map<String, Long> endsAhead,
      KinAcrossSides kin,
      Corpus corpus,
      Vocabulary vocabulary) {
    return new LeakageReport(
        lateFacts,
        endsAhead,
        RevealingTokens.of(corpus, vocabulary),
        DuplicateLives.count(corpus),
        kin);
  }

  private boolean hasDuplicates() {
    return duplicates != null && duplicates > 0;
  }

  private boolean kinIsBroken() {
    return kin != null && kin.isBroken();
  }

  /** A line each of what was refused and of what is suspicious. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!lateFacts.isEmpty()) {
      lines.add(
          "not used, as recorded after known-by: facts dated up to the landmark of "
              + counts(lateFacts));
    }
    endsAhead.forEach(
        (register, facts) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "LEAK? [%s] %,d facts state an end later than the day they were recorded; find"
                        + " out whether it was planned, or filled in afterwards",
                    register,
                    facts)));
    revealing.forEach(token -> lines.add("LEAK? " + token));
    if (hasDuplicates()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "LEAK? %,d people live, event by event and day by day, the life of somebody on another"
                  + " side of the split; find out whether they are the same person under two"
                  + " numbers",
              duplicates));
    }
    if (kin != null) {
      lines.addAll(new KinLines(kin).lines());
    }
    return lines;
  }

  /** Keeps it beside the corpus that it is about. */
  public void write(Path corpus) throws IOException {
    Files.writeString(corpus.resolve(FILE), CanonicalJson.write(this));
  }

  /**
   * @return nothing where the corpus was built before there were reports
   */
  public static Optional<LeakageReport> read(Path corpus) throws IOException {
    Path file = corpus.resolve(FILE);
    return Files.isRegularFile(file)
        ? Optional.of(CanonicalJson.read(Files.readString(file), LeakageReport.class))
        : Optional.empty();
  }

  private static String counts(Map<String, Long> facts) {
    return facts.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%s (%,d)", each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
