package dev.norn.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

  private static List<String> sorted(String... texts) {
    List<String> list = new ArrayList<>(List.of(texts));
    list.sort(NaturalOrder.INSTANCE);
    return list;
  }

  @Test
  void numericPartsAreOrderedByValue() {
    assertThat(sorted("INCOME_10", "INCOME_2", "INCOME_1"))
        .containsExactly("INCOME_1", "INCOME_2", "INCOME_10");
  }

  @Test
  void numbersComeBeforeOtherCodes() {
    assertThat(sorted("C_1a", "C_10", "C_2", "C_a")).containsExactly("C_2", "C_10", "C_1a", "C_a");
  }

  @Test
  void shorterTextsComeFirst() {
    assertThat(sorted("A_1_2", "A_1", "A")).containsExactly("A", "A_1", "A_1_2");
  }

  @Test
  void leadingZerosMakeDifferentTexts() {
    assertThat(NaturalOrder.INSTANCE.compare("A_01", "A_1")).isNegative();
  }

  @Property(tries = 2000)
  void isATotalOrder(@ForAll("text") String a, @ForAll("text") String b, @ForAll("text") String c) {
    NaturalOrder order = NaturalOrder.INSTANCE;
    assertThat(order.compare(a, b) == 0).isEqualTo(a.equals(b));
    assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
    if (order.compare(a, b) < 0 && order.compare(b, c) < 0) {
      assertThat(order.compare(a, c)).isNegative();
    }
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings().withChars("019ab_").ofMaxLength(4);
  }
}
