package dev.norn.model.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.TestingLives;
import dev.norn.model.augmentation.Sentence;
import dev.norn.model.augmentation.Sentences;
import dev.norn.model.graph.Objective;
import dev.norn.model.graph.TestingRuns;
import dev.norn.sequence.PersonSequence;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class SentenceOrderTest {

  // [CLS] 20 [SEP], then events of one, two and three tokens on days 10, 20 and 30.
  private final PersonSequence life =
      TestingLives.sequence(
          "p",
          new int[] {1, 20, 2, 5, 2, 6, 7, 2, 8, 9, 10, 2},
          new int[] {90, 90, 90, 10, 10, 20, 20, 20, 30, 30, 30, 30},
          new float[] {9, 9, 9, 1, 1, 2, 2, 2, 3, 3, 3, 3},
          new int[] {1, 1, 1, 2, 2, 3, 3, 3, 1, 1, 1, 1});

  @Test
  void reversingMovesContentsAndLeavesTimeWhereItWas() {
    PersonSequence reversed = SentenceOrder.reversed(life);
    assertThat(reversed.tokens()).containsExactly(1, 20, 2, 8, 9, 10, 2, 6, 7, 2, 5, 2);
    assertThat(reversed.days()).containsExactly(90, 90, 90, 10, 10, 10, 10, 20, 20, 20, 30, 30);
    assertThat(reversed.ages()).containsExactly(9, 9, 9, 1, 1, 1, 1, 2, 2, 2, 3, 3);
    assertThat(reversed.segments()).containsExactly(1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 1, 1);
  }

  @Test
  void shufflingKeepsEverySentenceWhole() {
    List<int[]> before = tokens(life);
    List<int[]> after = tokens(SentenceOrder.shuffled(life, new SplittableRandom(2)));
    assertThat(after).containsExactlyInAnyOrderElementsOf(before);
  }

  private static List<int[]> tokens(PersonSequence life) {
    return Sentences.of(life).events().stream().map(Sentence::tokens).toList();
  }

  @Test
  void ninetyPercentStayInOrder() {
    int[] answers = new int[3];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      answers[SentenceOrder.draw(life, random).answer()]++;
    }
    assertThat(answers[0]).isBetween(8_880, 9_120);
    assertThat(answers[1]).isBetween(420, 580);
    assertThat(answers[2]).isBetween(420, 580);
  }

  @Test
  void lossIsThatOfThePublishedConfiguration() {
    float[] logits = {2, -1, 0, 0, .5f, -.5f, 1, 0, 3};
    assertThat(loss(logits, new int[] {0, 1, 2}, new float[] {1, 1, 1}))
        .isCloseTo(0.550953f, within(2e-6f));
    assertThat(loss(new float[] {2, -1, 0}, new int[] {0}, new float[] {1}))
        .isCloseTo(1.760430f, within(2e-6f));
  }

  @Test
  void emptyRowsWeighNothing() {
    float[] logits = {2, -1, 0, 0, .5f, -.5f};
    assertThat(loss(logits, new int[] {0, 0}, new float[] {1, 0}))
        .isCloseTo(1.760430f, within(2e-6f));
  }

  private static float loss(float[] logits, int[] answers, float[] counted) {
    return TestingRuns.values(
        tf -> {
          Objective.Term term =
              SentenceOrderHead.term(tf, 1, rows(tf, logits), tf.array(answers), tf.array(counted));
          return tf.math.div(term.sum(), term.count());
        })[0];
  }

  private static Operand<TFloat32> rows(Ops tf, float[] logits) {
    return tf.constant(Shape.of(logits.length / 3, 3), DataBuffers.of(logits));
  }
}
