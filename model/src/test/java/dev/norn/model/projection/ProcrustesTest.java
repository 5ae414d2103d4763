package dev.norn.model.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.model.graph.Seeds;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProcrustesTest {

  private static final Offset<Float> ROUNDING = Offset.offset(1e-3f);

  @Property(tries = 100)
  void undoesAKnownTurnReflectionScaleAndShift(
      @ForAll @DoubleRange(min = -4, max = 4) double turn,
      @ForAll boolean mirrored,
      @ForAll @DoubleRange(min = 0.1, max = 10) double scale,
      @ForAll long seed) {
    SplittableRandom random = Seeds.stream(seed, "places");
    Places places = new Places(numbers(random), numbers(random));
    var known =
        new Procrustes(scale * Math.cos(turn), scale * Math.sin(turn), mirrored, 3 * scale, -scale);
    Places turned = known.turned(places);
    Places back = Procrustes.of(turned, places).turned(turned);
    for (int i = 0; i < places.size(); i++) {
      assertThat(back.x()[i]).isCloseTo(places.x()[i], ROUNDING);
      assertThat(back.y()[i]).isCloseTo(places.y()[i], ROUNDING);
    }
  }

  private static float[] numbers(SplittableRandom random) {
    float[] numbers = new float[30];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  @Test
  void pointsThatCoincideTurnNothing() {
    Places one = new Places(new float[] {1, 1}, new float[] {2, 2});
    assertThatThrownBy(() -> Procrustes.of(one, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("all points coincide");
  }
}
