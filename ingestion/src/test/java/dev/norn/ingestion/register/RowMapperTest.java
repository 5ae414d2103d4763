package dev.norn.ingestion.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.DefinitionFile;
import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.topic.RejectionReason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RowMapperTest {

  private static final Map<String, String> ROW =
      Map.of(
          "number", Visits.PERSON_NUMBER,
          "visit", "v1",
          "from", "2019-01-31",
          "to", "2019-02-01",
          "recorded", "2019-03-01T00:00:00Z",
          "revision", "2",
          "action", "U",
          "code", "A1",
          "cost", "12.5");
  private static final String SIMPLE =
      """
      {"register": "jobs", "order": 1, "source": {"files": "jobs.csv"}, "person": "number",
       "row": %s, "occurred": {"column": "from", "format": "ddMMyyyy"}, %s
       "fields": [{"name": "fifth", "column": "number", "modulo": 5}]}
      """;

  private static final RegisterDefinition RELATIVE =
      DefinitionFile.fromJson(
          """
          {"register": "lives", "order": 1, "source": {"files": "x.csv"}, "person": "number",
           "row": ["job"],
           "occurred": {"column": "born", "format": "decimal-year",
             "relative-to": {"column": "ill", "format": "decimal-year", "day": "2000-01-01"}}}
          """,
          RegisterDefinition.class);

  private static ParsedRow map(RegisterDefinition definition, Map<String, String> row) {
    return new RowMapper(definition, new Pseudonyms(Visits.KEY))
        .map(column -> row.getOrDefault(column, ""));
  }

  private static LifeEvent event(String... changes) {
    Map<String, String> row = new TreeMap<>(ROW);
    for (int i = 0; i < changes.length; i += 2) {
      row.put(changes[i], changes[i + 1]);
    }
    return event(Visits.definition(), row);
  }

  private static LifeEvent event(RegisterDefinition definition, Map<String, String> row) {
    ParsedRow parsed = map(definition, row);
    assertThat(parsed).isInstanceOf(ParsedRow.Accepted.class);
    return ((ParsedRow.Accepted) parsed).events().get(0);
  }

  private static RegisterDefinition simple(String rowName, String more) {
    return DefinitionFile.fromJson(SIMPLE.formatted(rowName, more), RegisterDefinition.class);
  }

  @Test
  void everyColumnOfTheDefinitionIsWanted() {
    assertThat(new RowMapper(Visits.definition(), new Pseudonyms(Visits.KEY)).columns())
        .containsExactlyInAnyOrder(Visits.HEADER.split(","));
  }

  @Test
  void spacesAroundValuesDoNotCount() {
    assertThat(event("number", " 0101701234 ", "from", " 2019-01-31", "to", " ", "code", "A1 "))
        .isEqualTo(event("to", ""));
  }

  @Test
  void missingCodesLeaveTheFieldOut() {
    assertThat(event("code", "NA", "cost", "-1").fields()).isEmpty();
    assertThat(event("to", "NA").until()).isNull();
  }

  @Test
  void withdrawingRowBecomesARetraction() {
    assertThat(event("action", "D").kind()).isEqualTo(EventKind.RETRACTED);
    assertThat(event("action", "U").kind()).isEqualTo(EventKind.ASSERTED);
    assertThat(event().revision()).isEqualTo(2);
  }

  @Test
  void withoutARecordedColumnRegisterTimeIsTheDayItOccurred() {
    Map<String, String> row = Map.of("number", "7", "from", "31012019", "job", "j1");

    assertThat(event(simple("[\"job\"]", ""), row).recorded())
        .isEqualTo(Instant.parse("2019-01-31T00:00:00Z"));
    assertThat(event(simple("[\"job\"]", "\"recorded\": {\"lag-days\": 30},"), row).recorded())
        .isEqualTo(Instant.parse("2019-03-02T00:00:00Z"));
  }

  @Test
  void severalColumnsNameAFactTogether() {
    Map<String, String> row =
        Map.of("number", "7", "from", "31012019", "job", "j1", "employer", "e9");

    assertThat(event(simple("[\"employer\", \"job\"]", ""), row).row()).isEqualTo("e9/j1");
  }

  @Test
  void personNumberInTheRowNameIsReplacedByThePseudonym() {
    Map<String, String> row = Map.of("number", Visits.PERSON_NUMBER, "from", "31012019");
    LifeEvent event = event(simple("[\"number\"]", ""), row);

    assertThat(event.row()).isEqualTo(event.person().value());
    assertThat(event.toString()).doesNotContain(Visits.PERSON_NUMBER);
  }

  @Test
  void kinBecomePseudonymsByTheKeyOfThePerson() {
    String kin =
        """
        "kin": [{"name": "mother", "column": "mother_no", "missing": ["0"]},
                {"name": "father", "column": "father_no", "missing": ["0"]}],
        """;
    Map<String, String> row = new TreeMap<>(Map.of("number", "7", "from", "31012019", "job", "j1"));
    row.put("mother_no", " " + Visits.PERSON_NUMBER);
    row.put("father_no", "0");
    LifeEvent event = event(simple("[\"job\"]", kin), row);

    PersonId mother = new Pseudonyms(Visits.KEY).of(Visits.PERSON_NUMBER);
    assertThat(event.kin()).containsExactly(Map.entry("mother", mother));
    assertThat(event.fields())
        .containsExactlyInAnyOrderEntriesOf(Map.of("fifth", "2", "kin.mother", mother.value()));
    assertThat(new RowMapper(simple("[\"job\"]", kin), new Pseudonyms(Visits.KEY)).columns())
        .contains("mother_no", "father_no");

    LifeEvent named = event(simple("[\"mother_no\", \"job\"]", kin), row);
    assertThat(named.row()).isEqualTo(mother.value() + "/j1");
    assertThat(named.toString()).doesNotContain(Visits.PERSON_NUMBER);
  }

  @Test
  void moduloKeepsTheRemainderOnly() {
    LifeEvent event =
        event(
            simple("[\"job\"]", ""), Map.of("number", "1234567", "from", "31012019", "job", "j1"));

    assertThat(event.fields()).containsExactly(Map.entry("fifth", "2"));
    assertThat(event.occurred()).isEqualTo(LocalDate.of(2019, 1, 31));
  }

  @Test
  void moduloOfWhatIsNoNumberIsRefused() {
    ParsedRow row =
        map(simple("[\"job\"]", ""), Map.of("number", "A1234567", "from", "31012019", "job", "j1"));

    assertThat(row).isInstanceOf(ParsedRow.Rejected.class);
    assertThat(((ParsedRow.Rejected) row).reason()).isEqualTo(RejectionReason.UNPARSEABLE_NUMBER);
    assertThat(row.toString()).doesNotContain("1234567");
  }

  @Test
  void rowsOfOtherRegistersAreLeftToThem() {
    RegisterDefinition where =
        simple("[\"job\"]", "\"where\": {\"column\": \"kind\", \"in\": [\"job\"]},");

    assertThat(map(where, Map.of("kind", "pension"))).isInstanceOf(ParsedRow.Elsewhere.class);
    assertThat(map(where, Map.of("kind", "job ", "number", "7", "from", "31012019", "job", "j1")))
        .isInstanceOf(ParsedRow.Accepted.class);
  }

  @Test
  void rowsWithoutAValueCanBeLeftToOthers() {
    RegisterDefinition where =
        simple("[\"job\"]", "\"where\": {\"column\": \"died\", \"not-in\": [\"\"]},");

    assertThat(map(where, Map.of("number", "7", "from", "31012019", "job", "j1")))
        .isInstanceOf(ParsedRow.Elsewhere.class);
    assertThat(map(where, Map.of("died", "x", "number", "7", "from", "31012019", "job", "j1")))
        .isInstanceOf(ParsedRow.Accepted.class);
  }

  @Test
  void whereThatSaysBothOrNeitherIsRefused() {
    for (String where : List.of("", ", \"in\": [\"a\"], \"not-in\": [\"b\"]")) {
      assertThatThrownBy(
              () -> simple("[\"job\"]", "\"where\": {\"column\": \"kind\"" + where + "},"))
          .hasMessageContaining("'not-in'");
    }
  }

  @Test
  void datesKeepTheirDistanceFromTheEventThatStandsOnOneDay() {
    Map<String, String> row = new TreeMap<>(Map.of("number", "7", "job", "j1"));
    row.put("born", "1939.21834360027");
    row.put("ill", "2003.30869267625");
    LifeEvent event = event(RELATIVE, row);

    // 23,409 days from birth to diagnosis; the diagnosis stands on 1 January 2000.
    assertThat(event.occurred()).isEqualTo(LocalDate.of(2000, 1, 1).minusDays(23_409));
    assertThat(new RowMapper(RELATIVE, new Pseudonyms(Visits.KEY)).columns()).contains("ill");
  }

  @Test
  void rowWithoutTheEventThatStandsOnOneDayIsRejected() {
    ParsedRow row = map(RELATIVE, Map.of("number", "7", "job", "j1", "born", "1939.2"));

    assertThat(row).isInstanceOf(ParsedRow.Rejected.class);
    assertThat(((ParsedRow.Rejected) row).detail())
        .isEqualTo("column ill is not a date in the form decimal-year");
  }
}
