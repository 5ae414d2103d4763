package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortCommandTest {

  private static final Path EXAMPLES = Path.of("../examples");

  @TempDir private Path folder;

  private static String printed(ExitCode expected, String... arguments) {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(Norn.run(arguments)).isEqualTo(expected.code());
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aCohortAndAnOutcomeAreSaidInWords() {
    assertThat(
            printed(
                ExitCode.DONE,
                "cohort",
                "explain",
                EXAMPLES.resolve("nlsy79/cohorts/employment-1990.cohort.yaml").toString(),
                "--outcome",
                EXAMPLES.resolve("nlsy79/outcomes/few-weeks-1996.outcome.yaml").toString(),
                "--words-only"))
        .isEqualTo(
            """
            employment-1990: as of 1990-12-31 (included), as the registers knew by 1990-12-31T23:59:59Z (included)
              with a fact of population
              with a fact of weeks-worked whose weeks-1990 is stated
              split by a hash: 85.0 % train, 15.0 % validation, 0.0 % test
              but in the test split: who has a fact of population whose fifth is 0
            few-weeks-1996 (binary)
              a fact of weeks-worked whose weeks is below 26, within 6 years after the landmark, the first 5 years left out
              unknown without a fact of weeks-worked whose weeks is stated in that time
            """);
  }

  @Test
  void aLandmarkOfEachPersonsOwnIsSaidInWords() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("newly-diabetic.cohort.yaml"),
            """
            cohort: newly-diabetic
            landmark: {first: {register: health, field: diagnosis, values: [E11]}, from: 2010-01-01, to: 2015-12-31}
            age: {from: 30, to: 90}
            split: {seed: 1, train: 0.8, validation: 0.1, test: 0.1}
            """);
    assertThat(printed(ExitCode.DONE, "cohort", "explain", file.toString(), "--words-only"))
        .isEqualTo(
            """
            newly-diabetic: as of the day of each person's first fact of health whose diagnosis is E11 between 2010-01-01 and 2015-12-31 (included), with all that is known now
              with a fact of population
              with a first fact of health whose diagnosis is E11 between 2010-01-01 and 2015-12-31
              aged 30 to 90 on the landmark
              split by a hash: 80.0 % train, 10.0 % validation, 10.0 % test
            """);
  }

  @Test
  void aListedSplitIsSaidInWords() throws Exception {
    Files.writeString(
        folder.resolve("sides.csv"), "person,split\na,train\nb,test\nc,none\nd,train\n");
    Path file =
        Files.writeString(
            folder.resolve("listed.cohort.yaml"),
            """
            cohort: listed
            landmark: 2015-12-31
            split: {list: sides.csv, kin: [mother, father]}
            """);
    assertThat(printed(ExitCode.DONE, "cohort", "explain", file.toString(), "--words-only"))
        .matches(
            """
            listed: as of 2015-12-31 \\(included\\), with all that is known now
              with a fact of population
              split by the list sides.csv \\(sha256 [0-9a-f]{64}\\): 2 people train, 0 validation, 1 test, all others on no side
              and no kin by mother, father on different sides
            """);
    Files.delete(folder.resolve("sides.csv"));
    assertThat(
            printed(ExitCode.CONFIGURATION, "cohort", "explain", file.toString(), "--words-only"))
        .isEmpty();
  }

  @Test
  void aWrongFileIsRefusedWithItsPlace() throws Exception {
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.cohort.yaml"),
            """
            cohort: adults
            landmark: 2015-12-31
            present: [{register: labour, within: a year}]
            split: {seed: 1, train: 0.8, validation: 0.1, test: 0.1}
            """);
    assertThat(
            printed(ExitCode.CONFIGURATION, "cohort", "explain", wrong.toString(), "--words-only"))
        .isEmpty();
  }

  @Test
  void eachSchemaIsPrinted() {
    for (String kind : new String[] {"cohort", "outcome"}) {
      assertThat(printed(ExitCode.DONE, "schema", kind)).contains("Norn " + kind, "$schema");
    }
    assertThat(printed(ExitCode.CONFIGURATION, "schema", "weather")).isEmpty();
  }
}
