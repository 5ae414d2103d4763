package dev.norn.cli;

import static dev.norn.cli.Patience.await;
import static dev.norn.cli.ServedRows.ROUNDING;
import static dev.norn.cli.ServedRows.assertSame;
import static dev.norn.cli.ServedRows.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cli.ServedRows.Row;
import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.ReleaseActivation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * People who are forgotten and come back, on the real stack; the claims stand on each other, in
 * order.
 */
@Order(3)
@ExtendWith(SharedNation.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForgettingIT {

  private static NationOnTheStack nation;

  @BeforeAll
  static void take(NationOnTheStack shared) {
    nation = shared;
  }

  @Test
  @Order(1)
  void aForgottenPersonLeavesRowsAndTopicAndIsRefusedUntilReadmitted() throws Exception {
    DatabaseAddress database = nation.servers().database();
    Predictions rows = new Predictions(database);
    try (RunningJob job = new RunningJob(nation.live(database, "forgetting").withEvents(true))) {
      new ReleaseActivation(nation.servers().bootstrapServers(), database)
          .activate(nation.trained().release());
      job.awaitRelease();
      PersonId person = somebody(ServedRows.of(database));
      Row before = ServedRows.of(database).get(person.value());
      assertThat(
              rows.count("select count(*) from norn.life_event where person = ?", person.value()))
          .isEqualTo(before.historyVersion());
      PersonMessages messages = new PersonMessages(nation.servers().bootstrapServers(), person);
      List<LifeEvent> facts = messages.facts().stream().distinct().toList();
      // On the topic, though no part of the history: it must go, too.
      nation.send(List.of(ofAnUndefinedRegister(facts.get(0))));
      Path result = Files.createDirectories(nation.servers().folder().jobs()).resolve("job.1");
      Files.writeString(result, person.value());
      assertThat(forget(person))
          .contains("release " + nation.trained().release().id() + " was ")
          .contains("holds the person's sequence");
      assertThat(result).doesNotExist();
      job.awaitCaughtUp();
      assertThat(
              rows.count(
                      "select count(*) from norn.person_embedding where person = ?", person.value())
                  + rows.count(
                      "select count(*) from norn.prediction where person = ?", person.value())
                  + rows.count(
                      "select count(*) from norn.life_event where person = ?", person.value()))
          .isZero();

      nation.send(facts);
      job.awaitCaughtUp();
      assertThat(ServedRows.of(database)).doesNotContainKey(person.value());
      ServedRows.awaitRejected(database, "PERSON_FORGOTTEN", facts.size());
      messages.compactSoon();
      // Another message to the person's partition begins a segment; the one before is compacted.
      forget(person);
      await(() -> assertThat(messages.facts()).isEmpty());
      messages.compactAsUsual();

      forget(person, "--readmit");
      nation.send(facts);
      await(() -> assertThat(ServedRows.of(database)).containsKey(person.value()));
      Row after = ServedRows.of(database).get(person.value());
      assertThat(after.historyVersion()).isEqualTo(facts.size());
      assertThat(after.probability()).isCloseTo(before.probability(), within(ROUNDING));
      assertThat(
              rows.rows(
                  "select rows_removed > 1, readmitted_at > forgotten_at from norn_operations.forgotten"))
          .containsExactly(List.of("t", "t"));
    }
    assertSame(nation.scoredInBatch(), ServedRows.predicted(database));
  }

  @Test
  @Order(2)
  void whoReadsTheTopicAnewDoesNotEraseWhatWasSentAfterAReadmission() throws Exception {
    DatabaseAddress database = nation.servers().database();
    PersonId person = somebody(ServedRows.of(database));
    PersonMessages messages = new PersonMessages(nation.servers().bootstrapServers(), person);
    List<LifeEvent> facts = messages.facts().stream().distinct().toList();
    forget(person);
    forget(person, "--readmit");
    nation.send(facts);
    assertThat(messages.outliving()).isEqualTo(facts.size());
    // Both meet the forgetting when the facts are on the topic again already, and erase them.
    DatabaseAddress another = nation.anotherDatabase();
    try (RunningJob job = nation.start(database, "forgetting");
        RunningJob anew = new RunningJob(nation.live(another, "anew").withEvents(true))) {
      job.awaitCaughtUp();
      anew.awaitCaughtUp();
      job.await(() -> assertThat(messages.facts()).hasSizeGreaterThan(2 * facts.size()));
      anew.await(() -> assertThat(messages.outliving()).isEqualTo(facts.size()));
      assertThat(
              new Predictions(another)
                  .count("select count(*) from norn.life_event where person = ?", person.value()))
          .isEqualTo(facts.size());
    }
  }

  private static LifeEvent ofAnUndefinedRegister(LifeEvent fact) {
    return new LifeEvent(
        fact.person(),
        "weather",
        fact.row(),
        fact.occurred(),
        null,
        fact.recorded(),
        0,
        EventKind.ASSERTED,
        Map.of());
  }

  private static String forget(PersonId person, String... options) {
    List<String> arguments = new ArrayList<>(List.of("forget", "--person", person.value()));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--work", nation.servers().folder().root().toString()));
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(Norn.run(arguments.toArray(String[]::new))).isZero();
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
