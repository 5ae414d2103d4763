package dev.norn.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.event.Lives;
import dev.norn.event.TokenRule;
import dev.norn.event.TokenRule.DatePart.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldTokeniserTest {

  private static String text(TokenRule rule, QuantileBins bins, String value) {
    return new FieldTokeniser("field", rule, bins)
        .text(Lives.fact("register", "row", "2010-01-01", "field", value));
  }

  @Test
  void categoryIsCutToItsLength() {
    assertThat(text(new TokenRule.Category("ICD", 3), null, "I219")).isEqualTo("ICD_I21");
    assertThat(text(new TokenRule.Category("ICD", 3), null, "I2")).isEqualTo("ICD_I2");
    assertThat(text(new TokenRule.Category("ICD", null), null, "I219")).isEqualTo("ICD_I219");
  }

  @Test
  void numberBecomesItsBin() {
    QuantileBins bins = new QuantileBins(List.of(10.0));

    assertThat(text(new TokenRule.Quantiles("PAY", 2), bins, "9.5")).isEqualTo("PAY_1");
    assertThat(text(new TokenRule.Quantiles("PAY", 2), bins, "10")).isEqualTo("PAY_2");
  }

  @Test
  void whatIsNoNumberHasNoText() {
    QuantileBins bins = new QuantileBins(List.of(10.0));

    for (String value : List.of("", "ten", "NaN", "Infinity", "1,5")) {
      assertThat(text(new TokenRule.Quantiles("PAY", 2), bins, value)).isNull();
    }
    assertThat(text(new TokenRule.Quantiles("PAY", 2), null, "9.5")).isNull();
  }

  @Test
  void negativeZeroIsZero() {
    assertThat(FieldTokeniser.number("-0.0")).isEqualTo(FieldTokeniser.number("0"));
  }

  @Test
  void datePartsAreRead() {
    assertThat(text(new TokenRule.DatePart("Y", Part.year, null), null, "1987-04-03"))
        .isEqualTo("Y_1987");
    assertThat(text(new TokenRule.DatePart("M", Part.month, null), null, "1987-04-03"))
        .isEqualTo("M_4");
    assertThat(text(new TokenRule.DatePart("D", Part.decade, "ddMMMyyyy"), null, "03Apr1987"))
        .isEqualTo("D_1980");
  }

  @Test
  void dayThatDoesNotExistHasNoText() {
    assertThat(text(new TokenRule.DatePart("M", Part.month, null), null, "2019-02-30")).isNull();
  }

  @Test
  void presenceIsOneTokenWhateverTheValue() {
    TokenRule presence = new TokenRule.Presence("INSULIN");

    assertThat(text(presence, null, "1998.9")).isEqualTo("INSULIN");
    assertThat(text(presence, null, "x")).isEqualTo("INSULIN");
  }
}
