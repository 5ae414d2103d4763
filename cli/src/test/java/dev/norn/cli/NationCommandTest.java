package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs as a user calls them. */
class NationCommandTest {
  private static final int DONE = 0;
  private static final int USAGE = 2;

  @TempDir static Path folder;

  private static Path study;

  @BeforeAll
  static void write() {
    study = folder.resolve("nation");
    assertThat(run("nation --people 250 --years 2008..2013 --futures 2 --out " + study))
        .isEqualTo(DONE);
  }

  private static int run(String command) {
    return Norn.run(command.split(" "));
  }

  @Test
  void truthAtTheStudysOwnLandmarkIsTheTruthThatWasWritten() throws IOException {
    Path own = folder.resolve("own.csv");
    Path later = folder.resolve("later.csv");

    assertThat(run("nation truth " + study + " --landmark 2009-12-31 --futures 2 --out " + own))
        .isEqualTo(DONE);
    assertThat(run("nation truth " + study + " --landmark 2011-12-31 --futures 2 --out " + later))
        .isEqualTo(DONE);
    List<String> written = Files.readAllLines(study.resolve("truth/probabilities.csv"));
    assertThat(written).hasSizeGreaterThan(500);
    assertThat(Files.readAllLines(own)).isEqualTo(written);
    assertThat(Files.readAllLines(later)).isNotEqualTo(written);
  }

  @Test
  void somebodyOfTheStudyIsLivedAgain() throws IOException {
    String row = Files.readAllLines(study.resolve("data/population-2008.csv")).get(1);

    assertThat(run("nation person " + study + " " + row.split(",")[1])).isEqualTo(DONE);
    assertThat(run("nation person " + study + " 9511111111")).isEqualTo(USAGE);
  }

  @Test
  void oracleAndCalibrationArePrinted() {
    assertThat(run("nation oracle --people 250 --futures 2")).isEqualTo(DONE);
    assertThat(run("nation calibrate --people 250")).isEqualTo(DONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nation",
        "nation --people 0 --out x",
        "nation --years 2008 --out x",
        "nation --years 2008..2010 --out x",
        "nation --labour daily --out x",
        "nation --without no-such-effect --out x",
        "nation --plant-leak no-such-leak --out x",
        "nation --futures -1 --out x",
        "nation --threads 0 --out x",
        "nation truth no-such-folder --landmark 2015-12-31 --out x",
        "nation oracle --futures 0",
        "nation oracle --age-from 40 --age-to 30"
      })
  void whatCannotBeDoneIsAnErrorOfUsageAndWritesNothing(String command) {
    assertThat(run(command)).isEqualTo(USAGE);
    assertThat(Path.of("x")).doesNotExist();
  }
}
