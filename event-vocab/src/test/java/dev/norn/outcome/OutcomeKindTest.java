package dev.norn.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definition files of every kind, as people write them. */
class OutcomeKindTest {

  private static final String BINARY =
      "outcome: moved\nhorizon: P4Y\ncounts: [{register: vital, field: event, values: [MOVE]}]\n";

  private static final String ORDINAL =
      """
      outcome: health-class
      kind: ordinal
      horizon: P4Y
      classes: {register: survey, field: health, order: ["1", "2", "3"]}
      """;

  private static final String TIME =
      """
      outcome: death-time
      kind: time-to-event
      horizon: P4Y
      counts: [{register: vital, field: event, values: [DEATH]}]
      competes:
        - {cause: emigration, facts: [{register: vital, field: event, values: [EMIGRATION]}]}
      """;

  private static final String COUNT =
      """
      outcome: contacts
      kind: count
      horizon: P2Y
      counts: [{register: health}]
      """;

  private static final String NEXT =
      """
      outcome: next-diagnosis
      kind: next-event
      horizon: P2Y
      classes: {register: health, field: diagnosis, codes: [E, E11]}
      """;

  @TempDir private Path folder;

  private OutcomeDefinition read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("o.outcome.yaml"), text);
    return DefinitionFile.read(file, OutcomeDefinition.class);
  }

  private void refused(String text, String problem) {
    assertThatThrownBy(() -> read(text)).hasMessageContaining(problem);
  }

  @Test
  void kindIsBinaryUnlessGiven() throws IOException {
    assertThat(read(BINARY).kind()).isEqualTo(OutcomeKind.BINARY);
    assertThat(read(ORDINAL).kind()).isEqualTo(OutcomeKind.ORDINAL);
    assertThat(read(TIME).kind()).isEqualTo(OutcomeKind.TIME_TO_EVENT);
    assertThat(read(COUNT).kind()).isEqualTo(OutcomeKind.COUNT);
    assertThat(read(NEXT).kind()).isEqualTo(OutcomeKind.NEXT_EVENT);
    refused(
        BINARY + "kind: nominal\n",
        "kind: expected one of binary, ordinal, time-to-event, count, next-event");
  }

  @Test
  void jsonTwinGivesBackAnEqualDefinition() throws IOException {
    for (String text : new String[] {BINARY, ORDINAL, TIME, COUNT, NEXT}) {
      OutcomeDefinition outcome = read(text);
      assertThat(DefinitionFile.fromJson(DefinitionFile.toJson(outcome), OutcomeDefinition.class))
          .isEqualTo(outcome);
    }
  }

  @Test
  void ordinalOutcomeNeedsItsClassesAndNothingThatOnlyEventsHave() {
    refused(ORDINAL.replaceAll("classes.*\n", ""), "classes: an ordinal outcome needs register");
    refused(ORDINAL.replace("\"1\", \"2\", \"3\"", "\"1\""), "order: name at least two codes");
    refused(ORDINAL.replace("\"3\"", "\"1\""), "order: a code stands in it twice");
    refused(ORDINAL + "known-when: [{register: survey}]\n", "known-when: an ordinal outcome");
    refused(
        BINARY + "classes: {register: s, field: f, order: [a, b]}\n",
        "classes: only outcomes of kind ordinal and next-event have them, this one is binary");
  }

  @Test
  void countNeedsFactsAndNextEventCodesOfAField() {
    refused(COUNT.replaceAll("counts.*\n", ""), "counts: name at least one fact that counts");
    refused(NEXT.replaceAll("classes.*\n", ""), "classes: a next event needs register, field and");
    refused(NEXT.replace("codes:", "order:"), "classes: a next event needs register, field and");
    refused(ORDINAL.replace("order:", "codes:"), "classes: an ordinal outcome needs register");
    refused(NEXT.replace("E, E11", "other"), "codes: 'other' stands for every code");
    refused(NEXT.replace("codes: [E, E11]", "codes: []"), "codes: name at least one code");
    refused(NEXT + "changes: {register: s, field: f}\n", "changes: an outcome of kind next-event");
    refused(NEXT + "competes: [{cause: a, facts: [{register: s}]}]\n", "competes: only an outcome");
  }

  @Test
  void timeToEventHasNoGapAndCausesOfTheirOwnNames() {
    refused(TIME + "gap: P30D\n", "gap: a time-to-event outcome starts at its landmark");
    refused(TIME.replace("cause: emigration", "cause: death-time"), "the cause 'death-time' is");
    refused(TIME.replace("cause: emigration", "cause: Gone"), "cause: use lower-case letters");
    refused(
        TIME.replace("[{register: vital, field: event, values: [EMIGRATION]}]", "[]"),
        "facts: name at least one fact");
    refused(TIME.replace("kind: time-to-event\n", ""), "competes: only an outcome of kind");
    refused(TIME.replaceAll("counts.*\n", ""), "counts: name at least one fact that counts");
  }
}
