package dev.norn.model.meds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.FactRule;
import dev.norn.event.DefinitionFile;
import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.event.RegisterDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MedsRowsTest {

  private static final List<RegisterDefinition> REGISTERS =
      List.of(
          register(
              """
              "register": "population", "order": 0, "role": "background", "fields": [
                {"name": "sex", "token": {"category": {"prefix": "SEX"}}},
                {"name": "born", "token": {"date-part": {"prefix": "BORN", "part": "year"}}}]"""),
          register(
              """
              "register": "health", "order": 10, "fields": [
                {"name": "diagnosis", "token": {"category": {"prefix": "ICD", "length": 3}}},
                {"name": "weight", "token": {"quantiles": {"prefix": "W", "bins": 2}}},
                {"name": "ward"}]"""),
          register("\"register\": \"exit\", \"order\": 90"));
  private static final FactRule EXIT = new FactRule("exit", null, null, null, null);
  private static final LifeEvent BORN =
      fact("population", "1950-04-01", null, "sex", "F", "born", "1950-04-01");

  private static RegisterDefinition register(String keys) {
    return DefinitionFile.fromJson(
        "{%s, \"source\": {\"files\": \"x\"}, \"person\": \"n\", \"row\": [\"r\"],".formatted(keys)
            + " \"occurred\": {\"column\": \"d\"}}",
        RegisterDefinition.class);
  }

  private static LifeEvent fact(String register, String day, String until, String... fields) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      values.put(fields[i], fields[i + 1]);
    }
    return new LifeEvent(
        new PersonId("0".repeat(32)),
        register,
        register + day,
        LocalDate.parse(day),
        until == null ? null : LocalDate.parse(until),
        Instant.parse("2011-06-01T12:00:00Z"),
        0,
        EventKind.ASSERTED,
        values);
  }

  private static List<String> rows(FactRule death, boolean ends, LifeEvent... facts) {
    List<LifeEvent> all = new ArrayList<>(List.of(facts));
    Collections.reverse(all);
    return new MedsRows(REGISTERS, death, ends)
        .of(all).stream()
            .map(
                row ->
                    "%s %s %s %s"
                        .formatted(row.time(), row.code().code(), row.number(), row.text()))
            .toList();
  }

  @Test
  void theBackgroundIsABirthAndRowsWithoutATime() {
    assertThat(rows(null, false, BORN))
        .containsExactly(
            "null population//sex//F null null",
            "null population//born//1950 null null",
            "1950-04-01T00:00:00Z MEDS_BIRTH null null");
  }

  @Test
  void eachFieldIsARowByWhatItsTokenIsMadeOf() {
    assertThat(
            rows(
                null,
                false,
                fact(
                    "health",
                    "2010-01-01",
                    null,
                    "diagnosis",
                    "I219",
                    "weight",
                    "61.5",
                    "ward",
                    "B4")))
        .containsExactly(
            "2010-01-01T00:00:00Z health//diagnosis//I219 null null",
            "2010-01-01T00:00:00Z health//weight 61.5 null",
            "2010-01-01T00:00:00Z health//ward null B4");
  }

  @Test
  void aCodeThatATokenCutsHasTheCutOneForAParent() {
    MedsRows rows = new MedsRows(REGISTERS, null, false);
    assertThat(
            rows.of(
                List.of(
                    fact("health", "2010-01-01", null, "diagnosis", "I219"),
                    fact("health", "2010-01-02", null, "diagnosis", "I21"))))
        .extracting(row -> row.code().parents())
        .containsExactly(List.of("health//diagnosis//I21"), List.of());
  }

  @Test
  void aFactWithoutFieldsIsNotLostAndADeathIsARowBesides() {
    assertThat(rows(EXIT, false, fact("exit", "2010-01-01", null)))
        .containsExactly(
            "2010-01-01T00:00:00Z exit null null", "2010-01-01T00:00:00Z MEDS_DEATH null null");
    assertThat(rows(null, false, fact("exit", "2010-01-01", null)))
        .containsExactly("2010-01-01T00:00:00Z exit null null");
  }

  @Test
  void anEndHasNoRowUnlessAskedForAndNoneBeforeItWasKnown() {
    LifeEvent knownLater = fact("health", "2010-01-01", "2010-01-09");
    LifeEvent planned = fact("health", "2011-01-01", "2012-01-01");
    assertThat(rows(null, false, knownLater))
        .containsExactly("2010-01-01T00:00:00Z health null null");
    assertThat(rows(null, true, knownLater)).contains("2011-06-01T12:00:00Z health//END null null");
    assertThat(rows(null, true, planned)).contains("2012-01-02T00:00:00Z health//END null null");
  }

  @Test
  void factsOfOtherRegistersAreLeftOut() {
    assertThat(rows(null, false, fact("tax", "2010-01-01", null, "income", "7"))).isEmpty();
  }
}
