package dev.norn.model.calibration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.cohort.Split;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.ContentHash;
import dev.norn.model.release.Release;
import dev.norn.model.release.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A calibration of a release on people whose outcomes are known: {@code calibrations/ID.json} in
 * the release's folder, which is no part of the release's content. Immutable: the id is the hash of
 * the rest. A release may have several; the model itself keeps its own.
 *
 * @param release id
 * @param corpus id of the corpus whose people it was fitted on
 * @param cohort name, of that corpus
 * @param landmark of that corpus
 * @param split whose people
 * @param created ISO-8601 instant
 * @param sexTokens texts of the tokens by which the sexes were told apart
 * @param outcomes in the order of the model's outputs
 * @param tokens share of the people who hold a token in their sequence, by its text; of tokens that
 *     ten people or more hold, and ten or more do not
 * @param changes by outcome: what it changed for the people it was fitted on
 */
public record ReleaseCalibration(
    int formatVersion,
    String id,
    String release,
    String corpus,
    String cohort,
    String landmark,
    Split split,
    String created,
    List<String> sexTokens,
    List<OutcomeCalibration> outcomes,
    Map<String, Double> tokens,
    Map<String, CalibrationChange> changes) {

  static final int FORMAT = 1;
  private static final String FOLDER = "calibrations";
  private static final int ID_LENGTH = 12;

  /** Id of what {@link #own} gives. */
  public static final String OWN = "own";

  public ReleaseCalibration {
    sexTokens = List.copyOf(sexTokens);
    outcomes = List.copyOf(outcomes);
    tokens = new TreeMap<>(tokens);
    changes = new TreeMap<>(changes);
  }

  private ReleaseCalibration named(String name) {
    return new ReleaseCalibration(
        formatVersion,
        name,
        release,
        corpus,
        cohort,
        landmark,
        split,
        created,
        sexTokens,
        outcomes,
        tokens,
        changes);
  }

  private String contentId() {
    ObjectNode content = CanonicalJson.tree(this);
    content.remove("id");
    return ContentHash.of(CanonicalJson.write(content)).substring(0, ID_LENGTH);
  }

  /** Of the model itself: its own intercepts and slopes, of which no intervals can be told. */
  public static ReleaseCalibration own(Release release) {
    List<OutcomeCalibration> outcomes =
        IntStream.range(0, release.outcomes().size())
            .mapToObj(
                i ->
                    OutcomeCalibration.of(release.outcomes().get(i), release.calibrations().get(i)))
            .toList();
    return new ReleaseCalibration(
        FORMAT,
        OWN,
        release.id(),
        release.corpusId(),
        release.cohort(),
        release.landmark().toString(),
        Split.VALIDATION,
        release.created().toString(),
        List.of(),
        outcomes,
        Map.of(),
        Map.of());
  }

  /**
   * Writes it beside the release's others.
   *
   * @return the same with its id
   */
  ReleaseCalibration write(Release to) throws IOException {
    ReleaseCalibration named = named(contentId());
    Path folder = Files.createDirectories(to.folder().resolve(FOLDER));
    Path file = folder.resolve(named.id() + ".json");
    Path aside = Files.writeString(folder.resolve("unfinished"), CanonicalJson.write(named));
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    return named;
  }

  /** All of a release, oldest first; without the model's own. */
  public static List<ReleaseCalibration> all(Release release) {
    Path folder = release.folder().resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".json"))
          .map(file -> read(file, release))
          .sorted(
              Comparator.comparing((ReleaseCalibration each) -> Instant.parse(each.created()))
                  .thenComparing(ReleaseCalibration::id))
          .toList();
    } catch (IOException e) {
      throw new ReleaseException(folder.toString(), "cannot be listed", e);
    }
  }

  /** The one made last, or nothing where none was. */
  public static Optional<ReleaseCalibration> newest(Release release) {
    List<ReleaseCalibration> all = all(release);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /**
   * @throws ReleaseException when the release has no such calibration
   */
  public static ReleaseCalibration of(Release release, String id) {
    List<ReleaseCalibration> all = all(release);
    return all.stream()
        .filter(calibration -> calibration.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ReleaseException(
                    release.folder().toString(),
                    "has no calibration '%s'; it has %s and the model's own"
                        .formatted(id, all.stream().map(ReleaseCalibration::id).toList())));
  }

  private static ReleaseCalibration read(Path file, Release release) {
    try {
      ReleaseCalibration read =
          CanonicalJson.read(Files.readString(file), ReleaseCalibration.class);
      if (read.formatVersion() != FORMAT
          || !read.id().equals(read.contentId())
          || !read.release().equals(release.id())) {
        throw new ReleaseException(
            file.toString(),
            "is of another format or release, or was changed after it was written; run norn"
                + " calibrate again");
      }
      return read;
    } catch (IOException | IllegalArgumentException e) {
      throw new ReleaseException(
          file.toString(),
          "is no calibration: " + e.getMessage() + "; run norn calibrate again",
          e);
    }
  }

  /**
   * @throws IllegalArgumentException when the release has no such outcome
   */
  @JsonIgnore
  public OutcomeCalibration outcome(String name) {
    return outcomes.stream()
        .filter(outcome -> outcome.outcome().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "[calibration %s] no outcome '%s'; it has %s"
                        .formatted(
                            id,
                            name,
                            outcomes.stream().map(OutcomeCalibration::outcome).toList())));
  }
}
