package dev.norn.ingestion.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One row of a panel: person number, then region and kin of four waves. */
class WavesTest {

  private static final RegisterDefinition STATES = Visits.definition("panel");
  private static final RegisterDefinition ANSWERS = answers();
  private static final List<String> COLUMNS =
      List.of("number", "R01", "K01", "R02", "K02", "R03", "K03", "R04", "K04");

  private static RegisterDefinition answers() {
    return new RegisterDefinition(
        STATES.register(),
        STATES.order(),
        STATES.role(),
        STATES.source(),
        STATES.person(),
        STATES.row(),
        null,
        null,
        null,
        null,
        null,
        null,
        new RegisterDefinition.Waves(false, STATES.waves().rows()),
        STATES.missing(),
        STATES.fields(),
        STATES.kin());
  }

  private static List<LifeEvent> events(RegisterDefinition definition, String... cells) {
    ParsedRow row =
        new RowMapper(definition, new Pseudonyms(Visits.KEY))
            .map(column -> cells[COLUMNS.indexOf(column)]);
    return ((ParsedRow.Accepted) row).events();
  }

  @Test
  void repeatedStateGivesNoEvent() {
    assertThat(events(STATES, "7", "1", "a", "1", "a", "2", "a", "2", "a"))
        .extracting(LifeEvent::row)
        .containsExactly("w1", "w3");
  }

  @Test
  void missedWaveIsNeitherAnEventNorAChange() {
    assertThat(events(STATES, "7", "1", "a", "-4", "-5", "1", "a", "2", "a"))
        .extracting(LifeEvent::row)
        .containsExactly("w1", "w4");
  }

  @Test
  void stateThatComesBackIsAnEvent() {
    assertThat(events(STATES, "7", "1", "a", "2", "a", "1", "a", "1", "a"))
        .extracting(LifeEvent::row)
        .containsExactly("w1", "w2", "w3");
  }

  @Test
  void answersGiveAnEventEachUnlessMissed() {
    assertThat(events(ANSWERS, "7", "1", "a", "1", "a", "-4", "-4", "1", "a"))
        .extracting(LifeEvent::row)
        .containsExactly("w1", "w2", "w4");
  }

  @Test
  void waveGivesItsDayAndItsColumns() {
    LifeEvent second = events(STATES, "7", "1", "a", "2", "-4", "", "", "", "").get(1);

    assertThat(second.occurred()).isEqualTo(LocalDate.of(2002, 1, 1));
    assertThat(second.fields()).isEqualTo(Map.of("region", "2"));
  }

  @Test
  void personWhoNeverAnsweredHasNoEvents() {
    assertThat(events(STATES, "7", "", "-4", "-5", "", "", "", "-4", "")).isEmpty();
  }

  @Test
  void columnsOfEveryWaveAreWanted() {
    assertThat(new RowMapper(STATES, new Pseudonyms(Visits.KEY)).columns())
        .containsExactlyInAnyOrderElementsOf(COLUMNS);
  }
}
