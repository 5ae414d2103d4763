package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.HashedSplit;
import dev.norn.cohort.KinLink;
import dev.norn.cohort.kin.FamilySplit;
import dev.norn.cohort.kin.Kinship;
import dev.norn.event.PersonId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitCommandTest {

  private static final String SHARES = "{seed: 1, train: 0.7, validation: 0.15, test: 0.15}";

  @TempDir private Path folder;

  /** What is printed before any server would start. */
  private String refused(String split, String... options) throws Exception {
    Path cohort =
        Files.writeString(
            folder.resolve("adults.cohort.yaml"),
            "cohort: adults\nlandmark: 2015-12-31\nsplit: " + split + "\n");
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      List<String> arguments =
          List.of(
              "split",
              "--study",
              "../examples/nlsy79",
              "--cohort",
              cohort.toString(),
              "--out",
              folder.resolve("list.csv").toString());
      int code =
          Norn.run(
              IntStream.range(0, arguments.size() + options.length)
                  .mapToObj(
                      i -> i < arguments.size() ? arguments.get(i) : options[i - arguments.size()])
                  .toArray(String[]::new));
      assertThat(code).isEqualTo(ExitCode.CONFIGURATION.code());
    } finally {
      System.setErr(err);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aCohortWithoutSharesOrWithAStatedTestSideIsRefused() throws Exception {
    assertThat(refused("{list: sides.csv}", "--kin", "mother"))
        .contains("[adults.cohort.yaml] split: a list has no shares");
    assertThat(
            refused(
                SHARES.replace("}", ", stated: {register: a, field: b, test: [c]}}"),
                "--kin",
                "mother"))
        .contains("[adults.cohort.yaml] split.stated: a test side that is stated");
  }

  @Test
  void linksThatStandTwiceAndSharesThatAreNoneAreRefused() throws Exception {
    assertThat(refused(SHARES, "--kin", "mother,mother")).contains("each link once");
    assertThat(refused(SHARES, "--kin", "mother", "--largest-family", "0"))
        .contains("a share above 0");
    assertThat(refused(SHARES)).contains("--kin");
  }

  @Test
  void whatWasDoneIsSaidInFigures() {
    Kinship kinship = new Kinship(List.of("mother", "father"));
    List<PersonId> people =
        IntStream.range(0, 100).mapToObj(i -> new PersonId("person-%03d".formatted(i))).toList();
    // Twelve brothers by three mothers.
    for (int i = 0; i < 12; i++) {
      kinship.add(
          people.get(i),
          List.of(
              new KinLink("mother", new PersonId("mother-" + i % 3)),
              new KinLink("father", new PersonId("father"))));
    }
    FamilySplit split =
        FamilySplit.of(kinship, people, new HashedSplit(1, 0.7, 0.15, 0.15, null), 1, 0.05);

    assertThat(SplitCommand.describe(split, List.of("mother", "father")))
        .startsWith(
            """
            100 people in 89 families by mother, father; the largest has 12 (12.0 %)
            families of more than 5 people: 1, with 12 people in all, divided by fewer links
            """)
        .contains(" none (" + split.excluded() + ".0 %): of validation and test")
        .hasLineCount(6);
  }
}
