package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Golden numbers: logits .5, 1, .2, -.3, -1 and the second of five classes, worked out by hand. */
class OrdinalLossesTest {

  private final TestingHeads heads = new TestingHeads(1);
  private final Ops tf = heads.graph.tf();
  private final Operand<TFloat32> answer = tf.constant(new float[][] {{0, 1, 0, 0, 0}});
  private final OrdinalLosses losses =
      new OrdinalLosses(tf, tf.constant(new float[][] {{.5f, 1, .2f, -.3f, -1}}), 5);

  @AfterEach
  void close() {
    heads.close();
  }

  private float[] run(Operand<TFloat32> fetched) {
    return heads.run(fetched, null, null);
  }

  @Test
  void classProbabilitiesAreThoseOfTheSigSoftmax() {
    assertThat(run(losses.probabilities()))
        .containsExactly(
            new float[] {.250353f, .484777f, .163827f, .076907f, .024136f}, within(1e-6f));
  }

  @Test
  void classDistanceLossIsAsPublished() {
    assertThat(run(losses.classDistance(answer))[0]).isCloseTo(.445493f, within(2e-6f));
  }

  @Test
  void focalLossIsAsPublished() {
    assertThat(run(losses.focal(answer))[0]).isCloseTo(.192207f, within(2e-6f));
  }

  @Test
  void smoothedLossIsAsPublished() {
    assertThat(run(losses.smoothed())[0]).isCloseTo(1.821675f, within(2e-6f));
  }
}
