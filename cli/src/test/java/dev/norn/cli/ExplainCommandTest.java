package dev.norn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cli.local.LocalStack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb as a user calls it, on a release of made-up people and a real database. */
class ExplainCommandTest {

  @TempDir static Path folder;

  private static Servers servers;
  private static String release;

  @BeforeAll
  static void train() throws Exception {
    TestingCorpus.write(folder);
    Path work = folder.resolve("work");
    servers = Servers.started(LocalStack.start(TestingWork.at(work), line -> {}));
    release = trained(1);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void aPersonIsShownByPositionAndWrittenDownWithoutThePseudonym() {
    String said = explained("person person-5 --steps 64 --purpose a-look");
    List<String> rows =
        said.lines().filter(line -> line.startsWith("| 20") || line.startsWith("| 19")).toList();
    assertThat(rows).hasSizeGreaterThan(7);
    assertThat(rows.get(0)).contains("| [CLS] |");
    double sum = rows.stream().mapToDouble(row -> cell(row, 4)).sum();
    double attention = rows.stream().mapToDouble(row -> cell(row, 6)).sum();
    String change = said.substring(said.indexOf("logit "));
    double logit = Double.parseDouble(change.split(" ")[1]);
    double baseline = Double.parseDouble(change.split(" ")[4]);
    assertThat(sum).isCloseTo(logit - baseline, within(0.01));
    assertThat(attention).isCloseTo(1, within(0.01));
    assertThat(said).contains("no statement about causes").doesNotContain("person-5");
    assertThat(printed("audit list"))
        .contains("explain person\ta-look\t" + rows.size() + "\tANSWERED")
        .doesNotContain("person-5");
  }

  private static double cell(String row, int place) {
    return Double.parseDouble(row.split("\\|")[place].strip());
  }

  @Test
  void somebodyWhoIsNotInTheCorpusIsRefusedAndThatIsWrittenDown() {
    assertThat(run("explain person person-999 " + given())).isEqualTo(2);
    assertThat(printed("audit list"))
        .contains("REFUSED, no such person in the corpus")
        .doesNotContain("person-999");
  }

  @Test
  void aTokenHasNeighboursAndAMeanOverThoseWhoHaveIt() {
    assertThat(explained("token deaths.field=7 --neighbours 3"))
        .contains("| nearest token | cosine |", "| people who have it |", "seed 1");
    assertThat(explained("token deaths.field=7 --neighbours 3").lines())
        .filteredOn(line -> line.startsWith("| deaths.field="))
        .hasSize(3);
  }

  @Test
  void aTokenThatFewOfTheSampleHaveIsWithheld() {
    assertThat(explained("token deaths.field=7 --people 8"))
        .contains("withheld: fewer than 10")
        .doesNotContain("people who have it |");
  }

  @Test
  void checksHaveADeletionTestAndWithASecondTrainingItsAgreement() throws Exception {
    String said = explained("check --people 40 --orders 2 --steps 8 --against " + release);
    assertThat(said)
        .contains("Completeness", "| integrated gradients |", "| random |", "seed 1", "2 random")
        .contains("| integrated gradients | 1.000 [1.000, 1.000] | 1.000 [1.000, 1.000] |");
    Path causes = folder.resolve("causes.yaml");
    Files.writeString(
        causes, "outcomes: [death-4y]\ncauses:\n  - {cause: seven, tokens: [deaths.field=7]}\n");
    assertThat(explained("check --people 40 --orders 1 --steps 4 --causes " + causes))
        .contains("True causes among", "| seven |");
  }

  @Test
  void aConceptIsLearntAndKeptForQuestions() throws Exception {
    Path file = concept("recent-seven", "{within: P150D, tokens: [deaths.field=7]}");
    String said = printed("explain concept --random-concepts 40 --concept " + file + place());
    assertThat(said).contains("| recent-seven |", "| TCAV score |", "40 random concepts");
    assertThat(asked("select concept, seed from norn_research.concept"))
        .contains("recent-seven\t1");
    assertThat(asked("select layer, random_concepts from norn_research.concept_effect order by 1"))
        .contains("EMBEDDING\t40", "ENCODED\t40");
  }

  @Test
  void aConceptThatFewHaveOrNobodyCanIsRefused() throws Exception {
    Path few = concept("few", "{within: P1D, tokens: [deaths.field=7]}");
    Path none = concept("none", "{tokens: [wealth]}");
    assertThat(run("explain concept --concept " + few + place())).isEqualTo(2);
    assertThat(run("explain concept --concept " + none + place())).isEqualTo(2);
    Path twice = concept("twice", "{within: P150D, tokens: [deaths.field=7]}");
    assertThat(run("explain concept --concept " + twice + " --concept " + twice + place()))
        .isEqualTo(2);
  }

  private static Path concept(String name, String rule) throws Exception {
    return Files.writeString(
        folder.resolve(name + ".concept.yaml"), rule.replace("{", "{concept: " + name + ", "));
  }

  private static String place() {
    return given().replace("--outcome death-4y", "").replaceFirst("^", " ").replace("  ", " ");
  }

  private static String asked(String sql) {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      assertThat(Norn.run("query", sql, "--work", folder.resolve("work").toString())).isZero();
    } finally {
      System.setOut(out);
    }
    return bytes.toString(UTF_8);
  }

  @Test
  void whatCannotBeExplainedIsAnErrorOfUsage() {
    assertThat(run("explain")).isEqualTo(2);
    assertThat(run("explain token nothing " + given())).isEqualTo(2);
    assertThat(run("explain token [CLS] " + given())).isEqualTo(2);
    assertThat(run("explain token deaths.field=7 " + given() + " --people 0")).isEqualTo(2);
    assertThat(run("explain token deaths.field=7 " + given().replace("death-4y", "wealth")))
        .isEqualTo(2);
  }

  private static String trained(long seed) throws Exception {
    String command =
        "train --study %s/study --corpus %s/corpus --vocabulary %s/vocabulary.json"
            .formatted(folder, folder, folder);
    String before = releases();
    assertThat(run(command + " --pretraining-epochs 1 --finetuning-epochs 3 --seed " + seed))
        .isZero();
    return Arrays.stream(releases().split(" "))
        .filter(id -> !before.contains(id))
        .findFirst()
        .orElseThrow();
  }

  private static String releases() throws Exception {
    Path all = folder.resolve("work/releases");
    if (!Files.isDirectory(all)) {
      return "";
    }
    try (Stream<Path> found = Files.list(all)) {
      return String.join(" ", found.map(path -> path.getFileName().toString()).toList());
    }
  }

  private static String given() {
    return "--release %s --outcome death-4y --corpus %s/corpus".formatted(release, folder);
  }

  private static String explained(String what) {
    return printed("explain " + what + " " + given());
  }

  private static int run(String command) {
    // A command that only says what to do takes no options.
    String all = command.contains(" ") ? command + " --work " + folder.resolve("work") : command;
    return Norn.run(all.split(" "));
  }

  private static String printed(String command) {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      assertThat(run(command)).isZero();
    } finally {
      System.setOut(out);
    }
    return bytes.toString(UTF_8);
  }
}
