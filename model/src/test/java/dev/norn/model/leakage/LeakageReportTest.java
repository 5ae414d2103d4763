package dev.norn.model.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.kin.KinAcrossSides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakageReportTest {

  @TempDir private Path folder;

  private static LeakageReport report(KinAcrossSides kin) {
    return new LeakageReport(Map.of("health", 3L), Map.of(), List.of(), 0L, kin);
  }

  private static KinAcrossSides kin(boolean promised, List<String> unstated, long elsewhere) {
    return new KinAcrossSides(List.of("father", "mother"), promised, unstated, elsewhere, 200, 60);
  }

  @Test
  void kinThatAHashDividesAreSaidAndNoAlarm() {
    LeakageReport report = report(kin(false, List.of(), 100));
    assertThat(report.isClean()).isTrue();
    assertThat(report.lines())
        .contains(
            "60 of 200 people of the test split have a parent, a child or a sibling, by father,"
                + " mother, in the training split; norn split keeps families together");
  }

  @Test
  void kinThatTheCohortSaysAreTogetherAndAreNotAreAnAlarm() {
    LeakageReport report = report(kin(true, List.of(), 100));
    assertThat(report.isClean()).isFalse();
    assertThat(report.lines()).anyMatch(line -> line.startsWith("LEAK? 100 people have a parent"));
    assertThat(report(kin(true, List.of("mother"), 0)).lines())
        .anyMatch(line -> line.startsWith("LEAK? the cohort says that no kin by mother"));
    assertThat(report(kin(true, List.of(), 0)).isClean()).isTrue();
    assertThat(report(kin(true, List.of(), 0)).lines())
        .contains("no kin by father, mother are on different sides of the split");
  }

  @Test
  void whereNoRegisterStatesKinNothingIsSaid() {
    LeakageReport report = report(new KinAcrossSides(List.of(), false, List.of(), 0, 200, 0));
    assertThat(report.lines()).singleElement().asString().contains("recorded after known-by");
  }

  @Test
  void reportsOfBeforeKinWereCountedAreReadAsTheyAre() throws Exception {
    LeakageReport report = report(kin(true, List.of(), 100));
    report.write(folder);
    assertThat(LeakageReport.read(folder)).contains(report);
    Files.writeString(
        folder.resolve("leakage.json"),
        "{\"lateFacts\": {\"health\": 3}, \"endsAhead\": {}, \"revealing\": [], \"duplicates\": 0}");
    assertThat(LeakageReport.read(folder)).contains(report(null));
    assertThat(report(null).isClean()).isTrue();
  }
}
