package dev.norn.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.sequence.LandmarkDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListedLabelsTest {

  private static final LandmarkDate LANDMARK = LandmarkDate.parse("2015-12-31");

  private static OutcomeDefinition outcome(String further) {
    return DefinitionFile.fromJson(
        """
        {"outcome": "task", "horizon": "P4Y", "listed": {"register": "task", "field": "label"} %s}"""
            .formatted(further),
        OutcomeDefinition.class);
  }

  private static LifeEvent label(String row, String day, String value) {
    return Lives.fact("task", row, day, "label", value);
  }

  private static OutcomeLabel of(LifeEvent... facts) {
    return outcome("").label(List.of(facts), LANDMARK);
  }

  @Test
  void theLabelOfThePersonsLandmarkCountsAndNoOther() {
    assertThat(of(label("a", "2015-12-31", "true"))).isEqualTo(OutcomeLabel.POSITIVE);
    assertThat(of(label("a", "2015-12-31", "false"))).isEqualTo(OutcomeLabel.NEGATIVE);
    assertThat(of(label("a", "2015-12-30", "true"), label("b", "2016-01-01", "true")))
        .isEqualTo(OutcomeLabel.UNKNOWN);
  }

  @Test
  void whoIsNotListedOrListedBothWaysIsUnknown() {
    assertThat(of()).isEqualTo(OutcomeLabel.UNKNOWN);
    assertThat(of(label("a", "2015-12-31", "true"), label("b", "2015-12-31", "false")))
        .isEqualTo(OutcomeLabel.UNKNOWN);
    assertThat(of(label("a", "2015-12-31", "true"), label("b", "2015-12-31", "true")))
        .isEqualTo(OutcomeLabel.POSITIVE);
  }

  @Test
  void whoIsNotAtRiskIsUnknown() {
    OutcomeDefinition among = outcome(", \"among\": {\"absent\": [{\"register\": \"vital\"}]}");
    assertThat(
            among.label(
                List.of(label("a", "2015-12-31", "true"), Lives.fact("vital", "v", "2015-01-01")),
                LANDMARK))
        .isEqualTo(OutcomeLabel.UNKNOWN);
  }

  @Test
  void factsThatCountBesideItAreRefused() {
    assertThatThrownBy(() -> outcome(", \"counts\": [{\"register\": \"vital\"}]"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("listed: the labels of a binary outcome stand for themselves");
    assertThatThrownBy(() -> outcome(", \"kind\": \"time-to-event\""))
        .isInstanceOf(DefinitionException.class);
  }

  @Test
  void wordsSayWhoseLabelItIs() {
    assertThat(outcome("").words())
        .containsExactly(
            "the label of task, dated the landmark: yes where its label is true, no where it is"
                + " false, else unknown; it looks 4 years ahead");
  }
}
