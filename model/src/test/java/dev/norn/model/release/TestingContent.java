package dev.norn.model.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.cohort.Split;
import dev.norn.model.ModelSpec;
import dev.norn.model.accounting.PrivacyGuarantee;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.StackedLogits;
import dev.norn.model.evaluation.TestingEvaluations;
import dev.norn.model.space.SpaceReport;
import dev.norn.outcome.OutcomeKind;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** All that a small release holds; its SavedModel is files of the right names. */
final class TestingContent {

  static final String CORPUS = "c0ffee";
  private static final String CREATED = "2026-01-02T03:04:05Z";
  static final ModelSpec SPEC = ModelSpec.tiny(7);
  static final float[] MEAN = {0.12345678f, -1e-5f, 3f};

  private static final Evaluation EVALUATION = TestingEvaluations.ofACoin(CORPUS);

  private static final Evaluation BESIDE_THE_TRUTH =
      TestingEvaluations.ofACoinBesideTheTruth(CORPUS);

  private final Path folder;
  private final Vocabulary vocabulary = Vocabulary.fromJson(vocabularyJson());

  TestingContent(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(savedModel().resolve("variables"));
    Files.writeString(savedModel().resolve("saved_model.pb"), "a graph");
    Files.writeString(savedModel().resolve("variables/variables.index"), "weights");
  }

  Path savedModel() {
    return folder.resolve("export");
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  Release write(String created) throws IOException {
    return write(created, SPEC, vocabulary.hash(), EVALUATION, null);
  }

  Release writeBesideTheTruth(String created) throws IOException {
    return write(created, SPEC, vocabulary.hash(), BESIDE_THE_TRUTH, null);
  }

  Release writeWith(PrivacyGuarantee privacy) throws IOException {
    return write(CREATED, SPEC, vocabulary.hash(), EVALUATION, null, privacy);
  }

  Release writeWith(SpaceReport space) throws IOException {
    return write(CREATED, SPEC, vocabulary.hash(), EVALUATION, space);
  }

  Release writeNaming(String vocabularyHash) throws IOException {
    return write(CREATED, SPEC, vocabularyHash, EVALUATION, null);
  }

  Release writeWith(ModelSpec spec) throws IOException {
    return write(CREATED, spec, vocabulary.hash(), EVALUATION, null);
  }

  private Release write(
      String created,
      ModelSpec spec,
      String vocabularyHash,
      Evaluation evaluation,
      SpaceReport space)
      throws IOException {
    return write(created, spec, vocabularyHash, evaluation, space, null);
  }

  private Release write(
      String created,
      ModelSpec spec,
      String vocabularyHash,
      Evaluation evaluation,
      SpaceReport space,
      PrivacyGuarantee privacy)
      throws IOException {
    ReleaseContent content =
        new ReleaseContent(
            ReleaseContent.FORMAT,
            created,
            CanonicalJson.read(CanonicalJson.write(spec), JsonNode.class),
            vocabularyHash,
            CORPUS,
            Map.of(),
            "2015-12-31",
            "adults",
            List.of(
                new ReleaseContent.ReleasedOutcome(
                    "death",
                    "P4Y",
                    0.1,
                    0.9,
                    "FITTED",
                    "",
                    OutcomeKind.BINARY,
                    List.of(),
                    List.of(),
                    List.of(),
                    new StackedLogits(0.6, 0.4, -0.2))),
            Map.of(Split.TRAIN, 600L, Split.TEST, 400L),
            Map.of("training", 1L),
            CanonicalJson.read("[]", JsonNode.class),
            CanonicalJson.read(CanonicalJson.write(evaluation), JsonNode.class),
            "{}",
            MEAN,
            Map.of("java", "17"),
            privacy);
    return new ReleaseWriter(folder.resolve("releases"))
        .write(content, vocabulary, evaluation, space, savedModel());
  }

  private static String vocabularyJson() {
    String[] texts = {
      "[PAD]", "[CLS]", "[SEP]", "[MASK]", "[UNK]", "population.sex=1", "population.sex=2"
    };
    StringBuilder tokens = new StringBuilder();
    for (int id = 0; id < texts.length; id++) {
      tokens
          .append(id == 0 ? "" : ",")
          .append("{\"id\":%d,\"text\":\"%s\",".formatted(id, texts[id]))
          .append("\"family\":\"special\",\"persons\":0}");
    }
    return "{\"format\":1,\"landmark\":\"2015-12-31\",\"minimum-persons\":1,"
        + "\"training-persons\":600,\"registers\":[],\"tokens\":["
        + tokens
        + "]}";
  }
}
