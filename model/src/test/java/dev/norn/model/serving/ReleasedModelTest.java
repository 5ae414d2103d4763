package dev.norn.model.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.model.TestingProcess;
import dev.norn.model.explain.Attributions;
import dev.norn.model.graph.Precision;
import dev.norn.model.graph.SequenceBatch;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

class ReleasedModelTest {

  private static final long MEBIBYTE = 1 << 20;

  @TempDir private static Path release;

  private static TestingRelease trained;

  private final List<PersonSequence> lives = TestingLives.ofChance(7, 3);

  @BeforeAll
  static void export() throws IOException {
    trained = new TestingRelease();
    trained.write(release);
  }

  @AfterAll
  static void close() {
    trained.close();
  }

  @Test
  void servesWhatTheTrainingSessionComputes() throws IOException {
    SequenceBatch batch = SequenceBatch.of(lives);
    float[] summaries = trained.summary(ModelSpec.Attention.EXACT, batch);
    float[] logits = trained.logits(ModelSpec.Attention.EXACT, batch);
    try (ReleasedModel model = ReleasedModel.load(release)) {
      List<Encoding> encodings = model.encode(lives);
      assertThat(encodings).hasSameSizeAs(lives);
      for (int i = 0; i < lives.size(); i++) {
        for (int c = 0; c < model.width(); c++) {
          assertThat(encodings.get(i).embedding()[c])
              .isCloseTo(summaries[i * model.width() + c], within(1e-5f));
        }
        for (int k = 0; k < model.outcomes(); k++) {
          LogitCalibration calibration = TestingRelease.CALIBRATIONS.get(k);
          double logit = logits[i * model.outcomes() + k];
          double probability =
              1 / (1 + Math.exp(-calibration.slope() * logit - calibration.intercept()));
          assertThat((double) encodings.get(i).logits()[k]).isCloseTo(logit, within(1e-5));
          assertThat((double) encodings.get(i).probabilities()[k])
              .isCloseTo(probability, within(1e-5));
        }
      }
    }
  }

  @Test
  void curvesAndClassesAreServedWhereAnOutcomeHasThem() throws IOException {
    SequenceBatch batch = SequenceBatch.of(lives);
    float[] classes = trained.detail(2, batch);
    float[] curves = trained.detail(3, batch);
    try (ReleasedModel model = ReleasedModel.load(release)) {
      List<Encoding> encodings = model.encode(lives);
      for (int i = 0; i < lives.size(); i++) {
        Encoding encoding = encodings.get(i);
        assertThat(encoding.classProbabilities(2))
            .containsExactly(Arrays.copyOfRange(classes, 3 * i, 3 * i + 3), within(1e-5f));
        float[][] curve = encoding.cumulativeIncidence(3);
        assertThat(curve).hasDimensions(2, 2);
        for (int cause = 0; cause < 2; cause++) {
          int from = 4 * i + 2 * cause;
          assertThat(curve[cause])
              .containsExactly(Arrays.copyOfRange(curves, from, from + 2), within(1e-5f));
        }
        // The one number of each is what the head says of the label.
        assertThat(sigmoid(encoding.logits()[2]))
            .isCloseTo(encoding.classProbabilities(2)[2], within(1e-5));
        assertThat(sigmoid(encoding.logits()[3])).isCloseTo(curve[0][1], within(1e-5));
        assertThatThrownBy(() -> encoding.cumulativeIncidence(2))
            .hasMessageContaining("no output cumulative_incidence_2");
      }
    }
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  @Test
  void companyDoesNotChangeAnEncoding() throws IOException {
    try (ReleasedModel model = ReleasedModel.load(release)) {
      List<Encoding> together = model.encode(lives);
      for (int i = 0; i < lives.size(); i++) {
        assertThat(model.encode(List.of(lives.get(i))).get(0).embedding())
            .containsExactly(together.get(i).embedding(), within(1e-5f));
      }
      assertThat(model.encode(List.of())).isEmpty();
    }
  }

  @Test
  void attributionsFollowTheOutcomeAndLeaveOutPadding() throws IOException {
    try (ServedFunction function = ServedFunction.load(release, ModelSignature.explain());
        Attributions attributions = Attributions.load(release)) {
      SequenceBatch batch = SequenceBatch.of(lives, 48);
      float[] rows = function.call(batch, 1).get("attribution");
      List<float[]> each = attributions.explain(lives, 1);
      List<float[]> other = attributions.explain(lives, 0);
      for (int i = 0; i < lives.size(); i++) {
        int length = lives.get(i).length();
        for (int at = 0; at < 48; at++) {
          float expected = at < length ? each.get(i)[at] : 0;
          assertThat(rows[i * 48 + at]).isCloseTo(expected, within(1e-5f));
        }
        assertThat(each.get(i)).hasSize(length);
        assertThat(each.get(i)).isNotEqualTo(other.get(i));
      }
      assertThatThrownBy(() -> attributions.explain(lives, 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected 0 to 3");
    }
  }

  @Test
  void exportHoldsNothingOfTraining() throws IOException {
    byte[] bytes = Files.readAllBytes(release.resolve("saved_model/saved_model.pb"));
    List<String> operations =
        SavedModel.parseFrom(bytes).getMetaGraphs(0).getGraphDef().getNodeList().stream()
            .map(NodeDef::getOp)
            .distinct()
            .toList();
    assertThat(operations)
        .contains("Softmax")
        .doesNotContain("ApplyAdam", "VariableV2", "StatelessRandomUniform", "Assign");
  }

  @Test
  void equalWeightsGiveEqualBytes(@TempDir Path again) throws IOException {
    trained.write(again);
    assertThat(again.resolve("saved_model/saved_model.pb"))
        .hasSameBinaryContentAs(release.resolve("saved_model/saved_model.pb"));
  }

  @Test
  void savedModelOfAnotherFormIsRefusedWithAllDifferences(@TempDir Path other) throws IOException {
    SavedModel.Builder model =
        SavedModel.parseFrom(Files.readAllBytes(release.resolve("saved_model/saved_model.pb")))
            .toBuilder();
    SignatureDef.Builder signature =
        model.getMetaGraphsBuilder(0).getSignatureDefOrThrow("serving_default").toBuilder();
    signature.putInputs("age", signature.getInputsOrThrow("ages")).removeInputs("ages");
    signature.putOutputs("embedding", signature.getInputsOrThrow("tokens"));
    model.getMetaGraphsBuilder(0).putSignatureDef("serving_default", signature.build());
    trained.write(other);
    Files.write(other.resolve("saved_model/saved_model.pb"), model.build().toByteArray());
    assertThatThrownBy(() -> ReleasedModel.load(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("signature serving_default")
        .hasMessageContaining("input ages is absent, expected DT_FLOAT[?, ?]")
        .hasMessageContaining("input age is not expected")
        .hasMessageContaining("output embedding is DT_INT32[?, ?], expected DT_FLOAT[?, ?]");
  }

  /** Sequences of 11 to 29 positions around the 16 up to which attention is exact. */
  @Test
  void sequencesTooLongForExactAttentionAreServedByTheApproximation(@TempDir Path mixed)
      throws IOException {
    ModelSpec spec = new ModelSpec(Set.of(), 2, 24, 4, 2, 4, 48, 64, 8, 0.1, 25);
    try (TestingRelease both = new TestingRelease(spec)) {
      both.write(mixed);
      try (ReleasedModel model = ReleasedModel.load(mixed);
          Attributions attributions = Attributions.load(mixed)) {
        List<Encoding> together = model.encode(lives);
        List<float[]> explained = attributions.explain(lives, 0);
        assertThat(lives.stream().map(life -> spec.attention(life.length())).distinct()).hasSize(2);
        for (int i = 0; i < lives.size(); i++) {
          PersonSequence life = lives.get(i);
          float[] summary =
              both.summary(spec.attention(life.length()), SequenceBatch.of(List.of(life)));
          assertThat(together.get(i).embedding()).containsExactly(summary, within(1e-5f));
          assertThat(explained.get(i)).hasSize(life.length());
        }
      }
    }
  }

  @Test
  void publishedModelReadsEverythingPaddedToItsLongest(@TempDir Path paper) throws IOException {
    ModelSpec spec = ModelSpec.tiny(TestingLives.VOCABULARY).inMode(ModelSpec.Mode.PAPER);
    try (TestingRelease published = new TestingRelease(spec)) {
      published.write(paper);
      try (ReleasedModel model = ReleasedModel.load(paper)) {
        float[] summary =
            published.summary(
                ModelSpec.Attention.APPROXIMATE, SequenceBatch.of(lives.subList(0, 1), 64));
        assertThat(model.encode(lives.subList(0, 1)).get(0).embedding())
            .containsExactly(summary, within(1e-4f));
      }
    }
  }

  @Test
  void roundedEmbeddingsPointTheSameWay() throws IOException {
    try (ReleasedModel exact = ReleasedModel.load(release);
        ReleasedModel rounded = ReleasedModel.load(release, Precision.BFLOAT16)) {
      List<Encoding> first = exact.encode(lives);
      List<Encoding> second = rounded.encode(lives);
      for (int i = 0; i < lives.size(); i++) {
        float[] a = first.get(i).normalisedEmbedding();
        float[] b = second.get(i).normalisedEmbedding();
        double cosine = 0;
        for (int c = 0; c < a.length; c++) {
          cosine += a[c] * b[c];
        }
        assertThat(cosine).isGreaterThan(0.999);
        assertThat(a).isNotEqualTo(b);
      }
    }
  }

  @Test
  void folderWithoutAModelIsNamed(@TempDir Path empty) {
    assertThatThrownBy(() -> ReleasedModel.load(empty))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("give the folder of a release");
  }

  /** The inputs of a batch are about 110 kB: 500 batches that leak them would be 50 MiB. */
  @Test
  void encodingLeaksNoNativeMemory(@TempDir Path slight) throws Exception {
    ModelSpec spec = new ModelSpec(Set.of(), 1, 4, 1, 0, 4, 4, 64, 32, 0, 25);
    try (TestingRelease slim = new TestingRelease(spec)) {
      slim.write(slight);
    }
    String output =
        TestingProcess.outputOf(
            slight.resolve("djl"),
            List.of("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:MaxDirectMemorySize=24m"),
            TestingLongService.class,
            slight.toString(),
            "400",
            "500");
    String grew =
        output
            .lines()
            .filter(line -> line.startsWith(TestingLongService.GREW))
            .findFirst()
            .orElseThrow(() -> new AssertionError(output));
    assertThat(Long.parseLong(grew.substring(TestingLongService.GREW.length())))
        .isLessThan(30 * MEBIBYTE);
  }
}
