package dev.norn.model.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.model.evaluation.TestingEvaluations;
import dev.norn.model.space.Distance;
import dev.norn.model.space.Hubness;
import dev.norn.model.space.SpaceComparison;
import dev.norn.model.space.SpaceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {

  @TempDir Path folder;
  private TestingContent content;

  @BeforeEach
  void exportModel() throws IOException {
    content = new TestingContent(folder);
  }

  @Test
  void whatWasWrittenIsWhatIsOpened() throws IOException {
    Release written = content.write("2026-01-02T03:04:05Z");
    Release opened = Release.open(written.folder());
    assertThat(opened.id()).isEqualTo(written.id()).matches("[0-9a-f]{16}");
    assertThat(opened.folder().getFileName()).hasToString(opened.id());
    assertThat(opened.vocabulary().hash()).isEqualTo(content.vocabulary().hash());
    assertThat(opened.outcomes()).containsExactly("death");
    assertThat(opened.created()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(opened.landmark()).hasToString("2015-12-31");
    assertThat(opened.embeddingMean()).isEqualTo(TestingContent.MEAN);
    assertThat(opened.spec()).isEqualTo(TestingContent.SPEC);
    assertThat(folder.resolve("releases")).isDirectoryNotContaining("glob:**unfinished");
  }

  @Test
  void everyPartIsInTheFolder() throws IOException {
    Path release = content.write("2026-01-02T03:04:05Z").folder();
    assertThat(release.resolve("release.json")).isRegularFile();
    assertThat(release.resolve("vocabulary.json")).isRegularFile();
    assertThat(release.resolve("saved_model/variables/variables.index")).isRegularFile();
    assertThat(release.resolve("MODEL_CARD.md")).isRegularFile();
    assertThat(release.resolve("report/index.html")).isRegularFile();
    assertThat(release.resolve("report/evaluation.json")).isRegularFile();
    assertThat(release.resolve("report/learning-curve.svg")).isRegularFile();
  }

  @Test
  void sameContentIsOneReleaseAndOtherContentIsAnother() throws IOException {
    String first = content.write("2026-01-02T03:04:05Z").id();
    assertThat(content.write("2026-01-02T03:04:05Z").id()).isEqualTo(first);
    assertThat(content.write("2026-01-02T03:04:06Z").id()).isNotEqualTo(first);
    Files.writeString(content.savedModel().resolve("saved_model.pb"), "another graph");
    assertThat(content.write("2026-01-02T03:04:05Z").id()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"saved_model/saved_model.pb", "saved_model/variables/variables.index"})
  void changedModelFileIsRefused(String file) throws IOException {
    Path release = content.write("2026-01-02T03:04:05Z").folder();
    Files.writeString(release.resolve(file), "tampered");
    assertThatThrownBy(() -> Release.open(release))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("was changed after it was written");
  }

  @Test
  void changedVocabularyIsRefused() throws IOException {
    Path release = content.write("2026-01-02T03:04:05Z").folder();
    Path file = release.resolve("vocabulary.json");
    Files.writeString(file, Files.readString(file).replace("population.sex=1", "population.sex=9"));
    assertThatThrownBy(() -> Release.open(release)).hasMessageContaining("was changed");
  }

  @Test
  void changedStatementIsRefused() throws IOException {
    Path release = content.write("2026-01-02T03:04:05Z").folder();
    Path file = release.resolve("release.json");
    String text = Files.readString(file);
    assertThat(text).contains("adults");
    Files.writeString(file, text.replace("adults", "everyone"));
    assertThatThrownBy(() -> Release.open(release)).hasMessageContaining("was changed");
  }

  @Test
  void changedDigitOfANumberIsRefused() throws IOException {
    Path release = content.write("2026-01-02T03:04:05Z").folder();
    Path file = release.resolve("release.json");
    String text = Files.readString(file);
    assertThat(text).contains("0.12345678");
    Files.writeString(file, text.replace("0.12345678", "0.123456780"));
    assertThatThrownBy(() -> Release.open(release)).hasMessageContaining("was changed");
  }

  @Test
  void missingFileIsRefused() throws IOException {
    Path release = content.write("2026-01-02T03:04:05Z").folder();
    Files.delete(release.resolve("saved_model/saved_model.pb"));
    assertThatThrownBy(() -> Release.open(release)).hasMessageContaining("is missing");
  }

  @Test
  void newerFormatIsRefused() throws IOException {
    Path release = content.write("2026-01-02T03:04:05Z").folder();
    Path file = release.resolve("release.json");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("\"formatVersion\"( ?): \\d+", "\"formatVersion\"$1: 7"));
    assertThatThrownBy(() -> Release.open(release)).hasMessageContaining("format version 7");
  }

  @Test
  void folderThatIsNoReleaseIsRefused() {
    assertThatThrownBy(() -> Release.open(folder)).hasMessageContaining("name a release's folder");
  }

  @Test
  void vocabularyOtherThanTheModelsIsRefused() {
    assertThatThrownBy(() -> content.writeNaming("another-hash"))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("trained with vocabulary another-hash");
  }

  @Test
  void leftoversOfAKilledRunDoNotGetIn() throws IOException {
    String clean = content.write("2026-01-02T03:04:05Z").id();
    Path left = Files.createDirectories(folder.resolve("releases/unfinished/saved_model"));
    Files.writeString(left.resolve("stale.bin"), "stale");
    Release again = content.write("2026-01-02T03:04:05Z");
    assertThat(again.id()).isEqualTo(clean);
    assertThat(again.folder().resolve("saved_model/stale.bin")).doesNotExist();
  }

  @Test
  void cardSaysWhatItIsNotForAndShowsTheModelBesideTheBaselines() throws IOException {
    assertThat(content.write("2026-01-02T03:04:05Z").card())
        .contains("Not for decisions about a person")
        .contains("(logit: 0.60 × the encoder's + 0.40 × a regression's on counts of tokens)")
        .contains("life table (age)")
        .contains("own event rate")
        .contains("logistic regression")
        .contains("BASELINE AHEAD")
        .contains("| alpha | C-F1 | C-BAcc | C-MCC |")
        .contains(TestingContent.CORPUS);
  }

  @Test
  void cardHasEveryItemOfTheGuidelineInItsOrderAndMakesNothingUp() throws IOException {
    String card = content.write("2026-01-02T03:04:05Z").card();
    List<String> numbers =
        List.of(
            ("1 2 3a 3b 3c 4 5a 5b 6a 6b 6c 7 8a 8b 8c 9a 9b 9c 10 11 12a 12b 12c 12d 12e 12f 12g"
                    + " 13 14 15 16 17 18a 18b 18c 18d 18e 18f 19 20a 20b 20c 21 22 23a 23b 24 25"
                    + " 26 27a 27b 27c")
                .split(" "));
    List<String> found =
        Pattern.compile("^\\*\\*(\\d+[a-g]?) ", Pattern.MULTILINE)
            .matcher(card)
            .results()
            .map(item -> item.group(1))
            .toList();
    assertThat(found).isEqualTo(numbers);
    assertThat(card).contains("**17 Ethical approval.** Not stated by the study.");
    assertThat(card).contains("death within P4Y", "| top 5 % |", "too few").doesNotContain("NaN");
  }

  @Test
  void spaceThatIsNotRobustIsSaidSoFirstInReportAndCard() throws IOException {
    SpaceComparison models = new SpaceComparison("models 1 and 2", Distance.COSINE, .05, .3, .4);
    SpaceReport space =
        new SpaceReport(
            50,
            100,
            1_225,
            999,
            List.of(models),
            List.of(),
            .1,
            new Hubness(5, 1.5, 20, .1),
            List.of(new SpaceReport.NearestTokens("SEX_M", List.of("SEX_F"))));
    Release release = content.writeWith(space);
    String html = Files.readString(release.folder().resolve("report/index.html"));
    assertThat(html)
        .contains("SPACE NOT ROBUST: token distances of models 1 and 2 correlate by 0.050")
        .contains("Nearest tokens");
    assertThat(release.card()).contains("**Failed: token distances of models 1 and 2");
    assertThat(release.folder().resolve("report/space.json")).isRegularFile();
    assertThat(content.write("2026-01-02T03:04:06Z").card()).contains("was not looked at");
  }

  @Test
  void reportNeedsNothingFromOutsideAndIsWellFormed() throws Exception {
    String html =
        Files.readString(
            content.write("2026-01-02T03:04:05Z").folder().resolve("report/index.html"));
    assertThat(html)
        .doesNotContain("http:", "https:", "<script", "<link", "@import", "NaN")
        .contains("prefers-color-scheme: dark", "lang=\"en\"", "role='img'", "<caption>");
    String drawing = html.substring(html.indexOf("<svg"), html.indexOf("</svg>") + 6);
    assertThat(TestingEvaluations.parsed(drawing).getElementsByTagName("circle").getLength())
        .isBetween(2, 10);
  }

  @Test
  void cardReportAndJsonShowTheShareOfTheAchievableWhereTheTruthIsKnown() throws IOException {
    Release release = content.writeBesideTheTruth("2026-01-02T03:04:05Z");
    String html = Files.readString(release.folder().resolve("report/index.html"));
    for (String text : List.of(release.card(), html)) {
      assertThat(text)
          .contains("known for 360 of 400 people; the other 40 are left out")
          .contains("Share of the achievable: 0 is what the event rate alone gives")
          .contains("true probabilities", "mean absolute", "predicted minus true")
          .doesNotContain("NaN");
    }
    assertThat(release.metricsJson()).contains("\"achievable\"", "\"meanAbsoluteError\"");
    assertThat(Release.open(release.folder()).id()).isEqualTo(release.id());
  }

  @Test
  void withoutTheTruthNothingIsSaidOfTheAchievable() throws IOException {
    Release release = content.write("2026-01-02T03:04:05Z");
    assertThat(release.metricsJson()).doesNotContain("chievable");
    assertThat(release.card()).doesNotContain("chievable");
    assertThat(Files.readString(release.folder().resolve("report/index.html")))
        .doesNotContain("chievable");
  }
}
