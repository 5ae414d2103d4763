package dev.norn.model.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevealingTokensTest {

  @Test
  void theLowerBoundIsWilsons() {
    assertThat(RevealingTokens.lowerBound(20, 20)).isCloseTo(20 / 24.0, within(1e-12));
    assertThat(RevealingTokens.lowerBound(0, 20)).isCloseTo(0, within(1e-12));
    // Newcombe 1998, table I: 81 of 263, here with two standard errors in place of 1.96.
    assertThat(RevealingTokens.lowerBound(81, 263)).isCloseTo(0.2550, within(1e-3));
    assertThat(RevealingTokens.lowerBound(0, 0)).isZero();
  }

  @Test
  void aReportFromBeforeDoublesWereLookedForIsRead(@TempDir Path corpus) throws Exception {
    Files.writeString(
        corpus.resolve("leakage.json"),
        "{\"lateFacts\": {}, \"endsAhead\": {}, \"revealing\": []}");
    LeakageReport read = LeakageReport.read(corpus).orElseThrow();
    assertThat(read.duplicates()).isNull();
    assertThat(read.isClean()).isTrue();
  }

  @Test
  void whatWasRefusedIsToldAndIsNoSuspicion() {
    LeakageReport refused =
        new LeakageReport(Map.of("health", 1_234L), Map.of(), List.of(), null, null);
    assertThat(refused.isClean()).isTrue();
    assertThat(refused.lines())
        .containsExactly(
            "not used, as recorded after known-by: facts dated up to the landmark of health (1,234)");
    LeakageReport suspicious =
        new LeakageReport(
            Map.of(),
            Map.of("sickness", 7L),
            List.of(new RevealingToken("death-4y", "CONTACT_9", 42, 41, 0.051)),
            0L,
            null);
    assertThat(suspicious.isClean()).isFalse();
    assertThat(suspicious.lines())
        .containsExactly(
            "LEAK? [sickness] 7 facts state an end later than the day they were recorded; find out"
                + " whether it was planned, or filled in afterwards",
            "LEAK? [death-4y] token CONTACT_9: 41 of 42 training people who have it have the outcome,"
                + " 5.1 % of all; find out whether it is written before the outcome is known");
  }
}
