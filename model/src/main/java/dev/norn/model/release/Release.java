package dev.norn.model.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.model.ModelSpec;
import dev.norn.model.accounting.PrivacyGuarantee;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.ContentHash;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.serving.LogitCalibration;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.LandmarkSpan;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model with its vocabulary, calibration and provenance, in a folder: {@code release.json},
 * {@code vocabulary.json}, {@code saved_model/}, {@code MODEL_CARD.md}, {@code report/}. Immutable:
 * the id is the hash of {@code release.json}, which holds the hash of every file that serving
 * reads.
 */
public final class Release {

  static final String FILE = "release.json";
  static final String VOCABULARY = "vocabulary.json";

  /** Folder of the SavedModel within the release. */
  public static final String SAVED_MODEL = "saved_model";

  static final String CARD = "MODEL_CARD.md";
  static final int ID_LENGTH = 16;
  private static final Pattern ID_LINE =
      Pattern.compile("^  \"id\" ?: \"[^\"]*\",\n", Pattern.MULTILINE);

  private final Path folder;
  private final String id;
  private final ReleaseContent content;
  private final Vocabulary vocabulary;
  private final ModelSpec spec;

  private Release(Path folder, String id, ReleaseContent content) {
    this.folder = folder;
    this.id = id;
    this.content = content;
    this.vocabulary = Vocabulary.read(folder.resolve(VOCABULARY));
    this.spec = CanonicalJson.read(content.architecture(), ModelSpec.class);
  }

  /**
   * Opens a release and checks that it is what was written.
   *
   * @throws ReleaseException when a part is missing or changed, or the format is newer
   */
  public static Release open(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      String text = Files.readString(file);
      ObjectNode json = CanonicalJson.read(text, ObjectNode.class);
      int format = json.path("formatVersion").asInt();
      if (format != ReleaseContent.FORMAT) {
        throw new ReleaseException(
            file.toString(),
            "format version "
                + format
                + ", this version of Norn reads "
                + ReleaseContent.FORMAT
                + "; use the version that wrote it");
      }
      String id = json.path("id").asText();
      json.remove("id");
      if (!id.equals(idOf(text))) {
        throw new ReleaseException(
            file.toString(), "was changed after it was written; take the release anew");
      }
      ReleaseContent content = CanonicalJson.read(json, ReleaseContent.class);
      requireUnchanged(folder, content.files());
      return new Release(folder.toAbsolutePath().normalize(), id, content);
    } catch (IOException e) {
      throw new ReleaseException(
          folder.toString(), "holds no " + FILE + " that can be read; name a release's folder", e);
    } catch (IllegalArgumentException e) {
      throw new ReleaseException(file.toString(), "is no release: " + e.getMessage(), e);
    }
  }

  static String id(JsonNode content) {
    return ContentHash.of(CanonicalJson.write(content)).substring(0, ID_LENGTH);
  }

  // Over the text as it stands: Java 19 and later print some doubles with other digits than 17
  // does.
  private static String idOf(String text) {
    return ContentHash.of(ID_LINE.matcher(text).replaceFirst("")).substring(0, ID_LENGTH);
  }

  private static void requireUnchanged(Path folder, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey()).normalize();
      if (!path.startsWith(folder.normalize()) || !Files.isRegularFile(path)) {
        throw new ReleaseException(path.toString(), "is missing; take the release anew");
      }
      if (!ContentHash.of(path).equals(file.getValue())) {
        throw new ReleaseException(
            path.toString(), "was changed after it was written; take the release anew");
      }
    }
  }

  /**
   * Writes another evaluation of this release as its own is written: {@code index.html} and {@code
   * evaluation.json}.
   *
   * @param into made if absent; files of these names in it are replaced
   */
  public void writeReport(Evaluation evaluation, Path into) throws IOException {
    new HtmlReport(id, content, evaluation, null).write(into);
  }

  /** Absolute. */
  public Path folder() {
    return folder;
  }

  /** First 16 hexadecimal digits of the content's SHA-256; also the folder's name. */
  public String id() {
    return id;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  public ModelSpec spec() {
    return spec;
  }

  /** Longest sequence in positions. */
  public int maxLength() {
    return spec.maxLength();
  }

  public String corpusId() {
    return content.corpusId();
  }

  public LandmarkDate landmark() {
    return LandmarkSpan.parse(content.landmark()).latest();
  }

  /** Name of the cohort trained on. */
  public String cohort() {
    return content.cohort();
  }

  /**
   * Whether people are split in this corpus as in the release's own, so that nobody whom the model
   * learned from is on another side. Of a release that does not say how, the seed decides.
   */
  public boolean splitsAs(CorpusDescription corpus) {
    return content.splitRule() == null
        ? Objects.equals(content.seeds().get("split"), corpus.seed())
        : content.splitRule().equals(corpus.splitRule());
  }

  public Instant created() {
    return Instant.parse(content.created());
  }

  /** Names, in the order of the model's outputs. */
  public List<String> outcomes() {
    return content.outcomes().stream().map(ReleaseContent.ReleasedOutcome::name).toList();
  }

  /** What each of the model's outputs means, in the order of {@link #outcomes()}. */
  public List<HeadSpec> heads() {
    return content.outcomes().stream()
        .map(o -> new HeadSpec(o.name(), o.kind(), o.cuts(), o.causes(), o.classes()))
        .toList();
  }

  /**
   * How each logit becomes a probability in the model itself, in the order of {@link #outcomes()}.
   */
  public List<LogitCalibration> calibrations() {
    return content.outcomes().stream()
        .map(o -> new LogitCalibration((float) o.slope(), (float) o.intercept()))
        .toList();
  }

  /** Empty where the release was not trained with differential privacy. */
  public Optional<PrivacyGuarantee> privacy() {
    return Optional.ofNullable(content.privacy());
  }

  /** Mean of the training people's normalised embeddings; its length is the width. */
  public float[] embeddingMean() {
    return content.embeddingMean().clone();
  }

  public String architectureJson() {
    return CanonicalJson.write(content.architecture());
  }

  /** The evaluation on the test split. */
  public String metricsJson() {
    return CanonicalJson.write(content.evaluation());
  }

  /** The model card, as Markdown. */
  public String card() {
    try {
      return Files.readString(folder.resolve(CARD));
    } catch (IOException e) {
      throw new ReleaseException(folder.toString(), "holds no " + CARD, e);
    }
  }
}
