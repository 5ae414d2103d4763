package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.norn.ingestion.nation.life.Draws;
import dev.norn.ingestion.nation.life.PersonNumber;
import dev.norn.ingestion.nation.parameters.Curve;
import dev.norn.ingestion.nation.parameters.Weighted;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DrawsTest {

  private static final List<Double> WEIGHTS = List.of(0.0, 1.0, 4.0, 0.0, 2.5, 0.5, 12.0);
  private static final double CHI_SQUARE_999_OF_4 = 18.5;

  private static Curve curve(Map<Integer, Double> points) {
    return new ObjectMapper().convertValue(points, Curve.class);
  }

  @Test
  void drawsFollowTheWeights() {
    Draws draws = Draws.of(1, 2);
    Weighted weighted = Weighted.of(WEIGHTS);
    int[] drawn = new int[WEIGHTS.size()];
    int times = 100_000;
    for (int i = 0; i < times; i++) {
      drawn[weighted.draw(draws.uniform())]++;
    }
    double chiSquare = 0;
    for (int i = 0; i < drawn.length; i++) {
      double expected = times * WEIGHTS.get(i) / weighted.total();
      if (expected > 0) {
        chiSquare += (drawn[i] - expected) * (drawn[i] - expected) / expected;
      } else {
        assertThat(drawn[i]).isZero();
      }
    }

    assertThat(chiSquare).isLessThan(CHI_SQUARE_999_OF_4);
  }

  @Property
  void numberIsDrawnWhereTheCumulatedWeightsReachIt(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -5, max = 10) Double> signed,
      @ForAll @DoubleRange(max = 1, maxIncluded = false) double uniform) {
    List<Double> weights = signed.stream().map(weight -> Math.max(0, weight)).toList();
    Weighted weighted = Weighted.of(weights);
    double total = weights.stream().mapToDouble(Double::doubleValue).sum();
    assertThat(weighted.total()).isCloseTo(total, within(1e-9));
    assertThat(weighted.isEmpty()).isEqualTo(total == 0);
    if (weighted.isEmpty()) {
      return;
    }
    for (double at : new double[] {0, uniform, Math.nextDown(1.0)}) {
      int drawn = weighted.draw(at);
      double below = weights.subList(0, drawn).stream().mapToDouble(Double::doubleValue).sum();
      assertThat(weights.get(drawn)).isPositive();
      assertThat(at * total).isBetween(below - 1e-9, below + weights.get(drawn) + 1e-9);
    }
  }

  @Property
  void sharesOfAnEvenGridAreTheWeights(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0.01, max = 10) Double> weights) {
    Weighted weighted = Weighted.of(weights);
    int grid = 1_000;
    int[] drawn = new int[weights.size()];
    for (int i = 0; i < grid; i++) {
      drawn[weighted.draw((i + 0.5) / grid)]++;
    }

    for (int i = 0; i < drawn.length; i++) {
      assertThat((double) drawn[i])
          .isCloseTo(grid * weights.get(i) / weighted.total(), within(1.001));
    }
  }

  @Test
  void curveIsStraightBetweenItsPointsAndLevelOutside() {
    Curve curve = curve(Map.of(18, 1.0, 20, 3.0, 30, -2.0));

    assertThat(curve.at(18)).isEqualTo(1);
    assertThat(curve.at(19)).isCloseTo(2, within(1e-12));
    assertThat(curve.at(20)).isEqualTo(3);
    assertThat(curve.at(24)).isCloseTo(1, within(1e-12));
    assertThat(curve.at(30)).isEqualTo(-2);
    assertThat(curve.at(-100)).isEqualTo(1);
    assertThat(curve.at(1000)).isEqualTo(-2);
  }

  @Test
  void curveOfOnePointIsLevel() {
    assertThat(curve(Map.of(40, 7.0)).at(39)).isEqualTo(7);
    assertThat(curve(Map.of(40, 7.0)).at(41)).isEqualTo(7);
  }

  @Property
  void numberNamesItsPersonAlone(
      @ForAll long seed, @ForAll @LongRange(max = 399_999_999) long person) {
    String number = PersonNumber.of(seed, person);

    assertThat(number).matches("9[5-9]\\d{8}");
    assertThat(PersonNumber.person(seed, number)).isEqualTo(person);
  }
}
