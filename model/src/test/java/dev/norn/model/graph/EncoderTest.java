package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Attention;
import dev.norn.model.ModelSpec.Mode;
import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class EncoderTest {

  private static final ModelSpec NORN = ModelSpec.tiny(TestingLives.VOCABULARY);
  private static final ModelSpec PAPER = NORN.inMode(Mode.PAPER);

  private final List<PersonSequence> lives = TestingLives.ofChance(6, 3);

  static Stream<Arguments> everyEncoder() {
    return Stream.of(
        Arguments.of(NORN, Attention.EXACT),
        Arguments.of(NORN, Attention.APPROXIMATE),
        Arguments.of(PAPER, Attention.APPROXIMATE));
  }

  @ParameterizedTest
  @MethodSource("everyEncoder")
  void encoderIsTheIdentityAtTheStart(ModelSpec spec, Attention attention) {
    try (TrainingGraph graph = new TrainingGraph(spec, 1)) {
      Ops tf = graph.tf();
      Encoder encoder = new Encoder(tf, spec, attention, graph.parameters(), Precision.FLOAT32);
      Operand<TFloat32> embedded = encoder.embed(graph.inputs());
      Operand<TFloat32> encoded = encoder.encode(graph.inputs(), embedded, Dropout.off(tf));
      graph.parameters().load(graph.session(), new Weights(List.of()));
      SequenceBatch batch = SequenceBatch.of(lives);
      float[] before = TestingRuns.values(graph, embedded, batch);
      assertThat(TestingRuns.values(graph, encoded, batch)).containsExactly(before);
      assertThat(before).isNotEqualTo(new float[before.length]);
    }
  }

  @ParameterizedTest
  @MethodSource("everyEncoder")
  void gradientsAgreeWithFiniteDifferences(ModelSpec spec, Attention attention) {
    try (TrainingGraph graph = new TrainingGraph(spec, 1)) {
      Operand<TFloat32> encoded = graph.encode(attention, Dropout.off(graph.tf()));
      List<PersonSequence> read = spec == PAPER ? lives.stream().map(this::young).toList() : lives;
      new FiniteDifferences(graph, real(graph, encoded), SequenceBatch.of(read)).agree(5);
    }
  }

  /** A day for each position, a year old: published encodings of thousands of days saturate. */
  private PersonSequence young(PersonSequence life) {
    int[] days = life.days().clone();
    float[] ages = life.ages().clone();
    for (int i = 0; i < days.length; i++) {
      days[i] = 39_446 + i;
      ages[i] = 1 + i / 10;
    }
    return TestingLives.sequence("y", life.tokens(), days, ages, life.segments());
  }

  /** Rows of real positions; those at padding mean nothing. */
  private static Operand<TFloat32> real(TrainingGraph graph, Operand<TFloat32> encoded) {
    Ops tf = graph.tf();
    return tf.math.mul(encoded, tf.reshape(graph.inputs().real(), tf.array(-1, 1)));
  }

  @ParameterizedTest
  @MethodSource("everyEncoder")
  void companyDoesNotChangeWhatAPersonIs(ModelSpec spec, Attention attention) {
    int length = SequenceBatch.of(lives).length();
    assertThat(farthest(spec, attention, length, length)).isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("everyEncoder")
  void onlyPublishedPaddingChangesWhatAPersonIs(ModelSpec spec, Attention attention) {
    int length = SequenceBatch.of(lives).length();
    double farthest = farthest(spec, attention, 2 * length, length);
    if (spec == PAPER) {
      assertThat(farthest).isGreaterThan(0.05);
    } else {
      assertThat(farthest).isLessThan(1e-5);
    }
  }

  /**
   * Greatest difference of a number between all lives as one batch and each life alone, of the
   * greatest number: published time encodings make large ones.
   */
  private double farthest(ModelSpec spec, Attention attention, int together, int alone) {
    try (TrainingGraph graph = new TrainingGraph(spec, 1)) {
      Operand<TFloat32> encoded = graph.encode(attention, Dropout.off(graph.tf()));
      TestingWeights.stirred(graph, 5);
      float[] all = TestingRuns.values(graph, encoded, SequenceBatch.of(lives, together));
      double farthest = 0;
      double greatest = 0;
      for (int row = 0; row < lives.size(); row++) {
        SequenceBatch own = SequenceBatch.of(List.of(lives.get(row)), alone);
        float[] one = TestingRuns.values(graph, encoded, own);
        for (int i = 0; i < lives.get(row).length() * spec.width(); i++) {
          farthest = Math.max(farthest, Math.abs(all[row * together * spec.width() + i] - one[i]));
          greatest = Math.max(greatest, Math.abs(one[i]));
        }
      }
      return farthest / greatest;
    }
  }

  @Test
  void laterLandmarkOfTheSameLifeLooksTheSame() {
    List<PersonSequence> shifted =
        lives.stream().map(life -> TestingLives.later(life, 3000)).toList();
    float[] now = encoded(NORN, Attention.EXACT, SequenceBatch.of(lives));
    float[] later = encoded(NORN, Attention.EXACT, SequenceBatch.of(shifted));
    assertThat(later).containsExactly(now);
  }

  @Test
  void reachesOfAttentionAreExactInTheShortAndApproximateInTheLong() {
    ModelSpec paper = ModelSpec.paper(2043);
    assertThat(paper.attentions()).containsExactly(Attention.EXACT, Attention.APPROXIMATE);
    assertThat(paper.attention(872)).isEqualTo(Attention.EXACT);
    assertThat(paper.attention(873)).isEqualTo(Attention.APPROXIMATE);
    assertThat(paper.inMode(Mode.PAPER).attentions()).containsExactly(Attention.APPROXIMATE);
  }

  /** In blocks of four: a change in the last block reaches that block and the one before. */
  @Test
  void localHeadsSeeOnlyTheirNeighbourhood() {
    ModelSpec local = new ModelSpec(Set.of(), 1, 24, 4, 4, 4, 48, 64, 32, 0, 25);
    PersonSequence life =
        lives.stream().max(Comparator.comparingInt(PersonSequence::length)).orElseThrow();
    int[] changed = life.tokens().clone();
    int at = changed.length - 2;
    changed[at] = changed[at] == 5 ? 6 : 5;
    PersonSequence other =
        TestingLives.sequence("o", changed, life.days(), life.ages(), life.segments());
    float[] before = encoded(local, Attention.EXACT, SequenceBatch.of(List.of(life)));
    float[] after = encoded(local, Attention.EXACT, SequenceBatch.of(List.of(other)));
    int reached = (at / 4 - 1) * 4 * local.width();
    assertThat(Arrays.copyOf(after, reached)).containsExactly(Arrays.copyOf(before, reached));
    assertThat(after[reached]).isNotEqualTo(before[reached]);
  }

  @Test
  void roundedProductsGiveNearlyTheSame() {
    SequenceBatch batch = SequenceBatch.of(lives);
    for (Attention attention : EnumSet.allOf(Attention.class)) {
      float[] exact = encoded(NORN, attention, batch);
      try (TrainingGraph graph = new TrainingGraph(NORN, Precision.BFLOAT16, 1)) {
        Operand<TFloat32> encoded = graph.encode(attention, Dropout.off(graph.tf()));
        TestingWeights.stirred(graph, 5);
        float[] rounded = TestingRuns.values(graph, encoded, batch);
        assertThat(cosine(exact, rounded)).isGreaterThan(0.999).isLessThan(1 - 1e-9);
      }
    }
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      first += (double) a[i] * a[i];
      second += (double) b[i] * b[i];
    }
    return product / Math.sqrt(first * second);
  }

  private static float[] encoded(ModelSpec spec, Attention attention, SequenceBatch batch) {
    try (TrainingGraph graph = new TrainingGraph(spec, 1)) {
      Operand<TFloat32> encoded = graph.encode(attention, Dropout.off(graph.tf()));
      TestingWeights.stirred(graph, 5);
      return TestingRuns.values(graph, encoded, batch);
    }
  }
}
