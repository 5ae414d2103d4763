package dev.norn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.norn.cohort.Cohort;
import dev.norn.outcome.OutcomeDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFileTest {

  private static final String WORK =
      """
      register: work
      order: 1
      source: {files: work.csv}
      person: number
      row: [job]
      occurred: {column: from}
      fields:
        - name: industry
          token: {category: {prefix: IND}}
      """;
  private static final String COHORT =
      """
      cohort: adults
      landmark: 2020-01-01
      split: {seed: 1, train: 0.8, validation: 0.1, test: 0.1}
      """;
  private static final String OUTCOME =
      """
      outcome: death
      horizon: P4Y
      counts: [{register: death}]
      """;

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("work.register.yaml"), content);
  }

  private String refusal(String content, Class<?> type) throws IOException {
    Path file = file(content);
    Throwable thrown = catchThrowable(() -> DefinitionFile.read(file, type));
    assertThat(thrown).isInstanceOf(DefinitionException.class);
    assertThat(thrown)
        .message()
        .matches("(?s)\\[work\\.register\\.yaml:\\d+:\\d+] .+")
        .doesNotContainPattern("dev\\.norn|java\\.|com\\.fasterxml|org\\.yaml|null|\\n");
    return thrown.getMessage();
  }

  private String refusedWork(String from, String to) throws IOException {
    assertThat(WORK).contains(from);
    return refusal(WORK.replace(from, to), RegisterDefinition.class);
  }

  @Test
  void misspeltKeyIsNamedWithItsPlaceAndTheKnownKeys() throws IOException {
    assertThat(refusedWork("    token:", "    tokn:"))
        .startsWith("[work.register.yaml:9:")
        .contains("fields[1].tokn: this key is not known; known here: allowed, column, missing");
  }

  @Test
  void wrongTypeSaysWhatIsExpected() throws IOException {
    assertThat(refusedWork("order: 1", "order: first")).contains("order: expected a whole number");
    assertThat(refusedWork("order: 1", "order: 1.5")).contains("order: expected a whole number");
    assertThat(refusedWork("row: [job]", "row: {a: b}")).contains("row: expected a list");
    assertThat(refusedWork("{files: work.csv}", "work.csv"))
        .contains("source: expected keys with their values");
    assertThat(refusedWork("files: work.csv", "files: work.csv, format: xlsx"))
        .contains("source.format: expected one of csv, parquet");
  }

  @Test
  void missingRequiredValueIsNamed() throws IOException {
    assertThat(refusedWork("order: 1\n", "")).contains("order: expected a whole number");
    assertThat(refusedWork("person: number\n", "")).contains("person: name the column");
    assertThat(refusedWork("row: [job]\n", "")).contains("row: name the columns");
    assertThat(refusedWork("occurred: {column: from}\n", "")).contains("'occurred' or 'waves'");
    assertThat(refusedWork("{column: from}", "{format: yyyy}")).contains("needs its column");
    assertThat(refusedWork("{prefix: IND}", "{length: 2}")).contains("category.prefix");
  }

  @Test
  void unknownKindOfTokenListsTheKnownOnes() throws IOException {
    assertThat(refusedWork("category:", "quantile:"))
        .contains("fields[1].token: no kind is called quantile")
        .contains("category, date-part, presence, quantiles");
  }

  @Test
  void emptyFileSaysSo() throws IOException {
    assertThat(refusal("", RegisterDefinition.class)).contains("holds no keys");
    assertThat(refusal("# nothing yet\n", RegisterDefinition.class)).contains("holds no keys");
  }

  @Test
  void brokenYamlIsLocated() throws IOException {
    assertThat(refusedWork("row: [job]", "row: [job")).contains("not YAML");
    assertThat(refusedWork("order: 1", "order: : 1")).startsWith("[work.register.yaml:2:");
  }

  @Test
  void keyThatStandsTwiceIsRefused() throws IOException {
    assertThat(refusedWork("order: 1", "order: 1\norder: 2")).contains("order");
  }

  @Test
  void impossiblePatternsCharsetsAndModuliAreRefusedBeforeAnyRowIsRead() throws IOException {
    assertThat(refusedWork("{column: from}", "{column: from, format: quarter}"))
        .contains("'quarter' is no pattern of a whole date");
    assertThat(refusedWork("{files: work.csv}", "{files: work.csv, charset: latin-99}"))
        .contains("'latin-99' is not known");
    assertThat(refusedWork("- name: industry", "- name: industry\n    modulo: 0"))
        .contains("modulo must be 1 or more");
  }

  @Test
  void fieldThatWouldCarryThePersonNumberIsRefused() throws IOException {
    assertThat(refusedWork("- name: industry", "- name: industry\n    column: number"))
        .contains("'industry' would carry the person number");
  }

  @Test
  void whatWouldCarryTheNumberOfKinIsRefused() throws IOException {
    String kin = "order: 1\nkin: [{name: mother, column: industry}]";
    assertThat(refusedWork("order: 1", kin)).contains("'industry' would carry the number of kin");
    assertThat(refusedWork("order: 1", "order: 1\nkin: [{name: mother, column: number}]"))
        .contains("'mother' names the person's own column");
    assertThat(refusedWork("order: 1", "order: 1\nkin: [{name: m, column: a}, {name: m}]"))
        .contains("'m' stands twice");
    assertThat(refusedWork("- name: industry", "- name: kin.mother")).contains("is kin's");
  }

  @Test
  void listWithAnEmptyItemIsRefused() throws IOException {
    assertThat(refusedWork("row: [job]", "row: [job, ]\nmissing:\n  -"))
        .contains("a list holds an empty item");
    assertThat(refusal(WORK + "  -\n", RegisterDefinition.class))
        .contains("a list holds an empty item");
  }

  @Test
  void cohortAndOutcomeErrorsSayWhatToWrite() throws IOException {
    assertThat(refusal(COHORT.replace("2020-01-01", "2020-13-01"), Cohort.class))
        .contains("landmark")
        .contains("write it as yyyy-MM-dd");
    assertThat(refusal(COHORT.replace("validation: 0.1, ", ""), Cohort.class))
        .contains("split.validation: expected a number");
    assertThat(refusal(COHORT + "known-by: yesterday\n", Cohort.class))
        .contains("write it as 2020-01-31T12:00:00Z");
    assertThat(refusal(OUTCOME.replace("P4Y", "4 years"), OutcomeDefinition.class))
        .contains("write one such as P4Y");
    assertThat(refusal(OUTCOME.replace("horizon: P4Y\n", ""), OutcomeDefinition.class))
        .contains("horizon");
  }

  @Test
  void wavesMustNameKnownColumnsAndDays() throws IOException {
    String waves =
        """
        register: panel
        order: 1
        source: {files: panel.csv}
        person: number
        waves:
          state: true
          rows:
            - {wave: w1, occurred: 2001-01-01, columns: {income: R1}}
        fields:
          - name: income
        """;
    assertThat(DefinitionFile.read(file(waves), RegisterDefinition.class).waves().rows())
        .hasSize(1);
    assertThat(refusal(waves.replace("{income:", "{incmoe:"), RegisterDefinition.class))
        .contains("'incmoe' is the column of no field");
    assertThat(refusal(waves.replace("2001-01-01", "2001"), RegisterDefinition.class))
        .contains("write it as yyyy-MM-dd");
    assertThat(refusal(waves.replace("{income: R1}", "{}"), RegisterDefinition.class))
        .contains("name at least one column");
    assertThat(refusal(waves.replace("  state: true\n", ""), RegisterDefinition.class))
        .contains("waves.state: expected true or false");
  }

  @Test
  void codesKeepTheirLeadingZerosAndLooks() throws IOException {
    String field = "- name: industry\n    allowed: [01, 1e3, no, 1.10, 0x1F]";
    RegisterDefinition definition =
        DefinitionFile.read(
            file(WORK.replace("- name: industry", field)), RegisterDefinition.class);

    assertThat(definition.fields().get(0).allowed())
        .containsExactly("01", "1e3", "no", "1.10", "0x1F");
  }

  @Test
  void jsonTwinGivesBackAnEqualDefinition() throws IOException {
    for (RegisterDefinition definition : Lives.registers()) {
      String json = DefinitionFile.toJson(definition);
      assertThat(DefinitionFile.fromJson(json, RegisterDefinition.class)).isEqualTo(definition);
    }
    Cohort cohort = DefinitionFile.read(file(COHORT), Cohort.class);
    assertThat(DefinitionFile.fromJson(DefinitionFile.toJson(cohort), Cohort.class))
        .isEqualTo(cohort);
    OutcomeDefinition outcome = DefinitionFile.read(file(OUTCOME), OutcomeDefinition.class);
    assertThat(DefinitionFile.fromJson(DefinitionFile.toJson(outcome), OutcomeDefinition.class))
        .isEqualTo(outcome);
  }

  @Test
  void jsonTwinIsTheSameTextInEveryProcess() {
    RegisterDefinition.Waves.Wave wave =
        new RegisterDefinition.Waves.Wave(
            "w1", "2001-01-01", Map.of("c", "3", "b", "2", "a", "1", "d", "4"));

    assertThat(DefinitionFile.toJson(wave))
        .contains("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\",\"d\":\"4\"}");
  }

  @Test
  void folderIsReadInOrderOfName() {
    assertThat(Lives.registers())
        .extracting(RegisterDefinition::register)
        .containsExactly("health", "population", "work");
  }

  @Test
  void missingFileAndFolderAreNamed() {
    assertThat(
            catchThrowable(
                () -> DefinitionFile.read(folder.resolve("no.yaml"), RegisterDefinition.class)))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("no.yaml")
        .hasMessageContaining("check the path");
    assertThat(
            catchThrowable(
                () -> DefinitionFile.readAll(folder.resolve("no"), ".yaml", Cohort.class)))
        .isInstanceOf(DefinitionException.class);
  }
}
