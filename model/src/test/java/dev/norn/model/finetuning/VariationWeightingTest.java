package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.graph.Feeds;
import dev.norn.model.graph.Weights;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Two losses over four steps: (2, 4), (1, 4), (1, 2), (1, 2). By hand:
 *
 * <pre>
 * step  ratios to the mean so far   mean ratio         squares            mean loss   weights
 * 1     1, 1                        1, 1               0, 0               2, 4        1/2, 1/2
 * 2     .5, 1                       .95, 1             .225, 0            1.9, 4      1/2, 1/2
 * 3     .526316, .5                 .907632, .95       .386557, .225                  .999717, .000283
 * 4                                                                                   .578401, .421599
 * </pre>
 *
 * The weights of step 3: √(.225 / 2 + 1e-8) / .95 = .353063 against √1e-8 / 1 = .0001; of step 4:
 * √(.386557 / 3) / .907632 = .395491 against √(.225 / 3) / .95 = .288275.
 */
class VariationWeightingTest {

  private static final float[][] LOSSES = {{2, 4}, {1, 4}, {1, 2}, {1, 2}};
  private static final double[] COMBINED = {3, 2.5, 1.000283, 1.421599};

  private final TestingHeads heads = new TestingHeads(1);
  private Placeholder<TFloat32> losses;
  private Placeholder<TFloat32> known;
  private Operand<TFloat32> combined;

  @BeforeEach
  void build() {
    var tf = heads.graph.tf();
    losses = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(2)));
    known = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    combined =
        new VariationWeighting(tf, heads.graph.parameters(), "weighting", 2).combine(losses, known);
    heads.graph.parameters().load(heads.graph.session(), new Weights(List.of()));
  }

  @AfterEach
  void close() {
    heads.close();
  }

  private double step(float[] values, int people) {
    try (Feeds feeds = new Feeds()) {
      feeds.floats(losses, values, 2);
      feeds.number(known, people);
      try (var result = feeds.into(heads.graph.session().runner()).fetch(combined).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }

  @Test
  void whatVariesWeighsMoreAfterTwoEvenSteps() {
    for (int i = 0; i < LOSSES.length; i++) {
      assertThat(step(LOSSES[i], 5)).as("step " + (i + 1)).isCloseTo(COMBINED[i], within(1e-5));
    }
  }

  @Test
  void batchWithoutAnAnswerIsNoStep() {
    step(LOSSES[0], 5);
    step(LOSSES[1], 5);
    assertThat(step(new float[] {0, 0}, 0)).isZero();
    assertThat(step(LOSSES[2], 5)).isCloseTo(COMBINED[2], within(1e-5));
    assertThat(step(LOSSES[3], 5)).isCloseTo(COMBINED[3], within(1e-5));
  }

  @Test
  void loadedWeightsGoOnWhereTheyWereRead() {
    step(LOSSES[0], 5);
    step(LOSSES[1], 5);
    Weights saved = heads.graph.parameters().read(heads.graph.session());
    step(LOSSES[0], 5);
    heads.graph.parameters().load(heads.graph.session(), saved);
    assertThat(step(LOSSES[2], 5)).isCloseTo(COMBINED[2], within(1e-5));
    assertThat(step(LOSSES[3], 5)).isCloseTo(COMBINED[3], within(1e-5));
  }
}
