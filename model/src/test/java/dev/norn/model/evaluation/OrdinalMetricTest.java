package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Four people of the classes 0, 0, 1, 2, predicted as 0, 1, 1, 0.
 *
 * <p>Kappa: squared distances found 0 + 1 + 0 + 4 = 5; by chance, with observed (2, 1, 1) and
 * predicted (2, 2, 0), 1·2·2/4 + 1·1·2/4 + 4·1·2/4 + 1·1·2/4 = 4; 1 − 5/4 = −1/4. F1: 2·1/(2+2) =
 * 1/2, 2·1/(1+2) = 2/3, 0; mean 7/18. Distances 0, 1, 0, 2: mean 3/4; by class 1/2, 0, 2: mean 5/6.
 */
class OrdinalMetricTest {

  private static final double[][] COUNTS = {{1, 1, 0}, {0, 1, 0}, {1, 0, 0}};

  private static void assertFigure(OrdinalMetric metric, double[][] counts, double expected) {
    assertThat(metric.of(counts)).as(metric.title()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void figuresAreAsWorkedOutByHand() {
    assertFigure(OrdinalMetric.QUADRATIC_KAPPA, COUNTS, -1 / 4.0);
    assertFigure(OrdinalMetric.MACRO_F1, COUNTS, 7 / 18.0);
    assertFigure(OrdinalMetric.MEAN_ABSOLUTE_ERROR, COUNTS, 3 / 4.0);
    assertFigure(OrdinalMetric.MACRO_MEAN_ABSOLUTE_ERROR, COUNTS, 5 / 6.0);
  }

  @Test
  void perfectIsOneAndChanceIsZero() {
    double[][] perfect = {{3, 0}, {0, 5}};
    double[][] chance = {{2, 4}, {3, 6}};
    assertFigure(OrdinalMetric.QUADRATIC_KAPPA, perfect, 1);
    assertFigure(OrdinalMetric.MACRO_F1, perfect, 1);
    assertFigure(OrdinalMetric.QUADRATIC_KAPPA, chance, 0);
  }

  @Test
  void kappaOfOneClassAloneIsUndefined() {
    assertThat(OrdinalMetric.QUADRATIC_KAPPA.of(new double[][] {{4, 0}, {0, 0}})).isNaN();
  }

  @Test
  void resamplesKeepEveryClassAsLargeAsItIs() {
    int[] groups = {0, 0, 2, 2, 2, 1};
    Resamples resamples =
        new StratifiedBootstrap(50, 1, .95)
            .resample(
                groups,
                counts ->
                    new double[] {
                      counts[0] + counts[1], counts[2] + counts[3] + counts[4], counts[5]
                    });
    assertThat(Arrays.asList(resamples.figures()))
        .allSatisfy(figures -> assertThat(figures).containsExactly(2, 3, 1));
  }
}
