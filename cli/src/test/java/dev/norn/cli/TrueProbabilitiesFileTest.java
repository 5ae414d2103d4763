package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.DefinitionException;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.model.evaluation.TrueProbabilities;
import dev.norn.sequence.LandmarkDate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrueProbabilitiesFileTest {

  private static final String HEADER =
      "person_number,landmark,outcome,probability,probability_if_known\n";
  private static final String SECRET = "0101501234";

  private static final LandmarkDate LANDMARK = LandmarkDate.parse("2015-12-31");
  private static final Pseudonyms PSEUDONYMS = new Pseudonyms(new byte[32]);

  @TempDir Path folder;

  private TrueProbabilities read(String text) throws IOException {
    Path file = folder.resolve("probabilities.csv");
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    return TrueProbabilitiesFile.read(file, LANDMARK, PSEUDONYMS);
  }

  @Test
  void theProbabilityGivenAKnownLabelIsTakenUnderThePseudonymAtTheLandmark() throws IOException {
    TrueProbabilities read =
        read(
            HEADER
                + "1,2015-12-31,death-4y,0.2,0.25\n"
                + "1,2010-12-31,death-4y,1,1\n"
                + "1,2015-12-31,move-1y,0,1e-9\n"
                + "2,2015-12-31,death-4y,1,1\n");
    assertThat(read)
        .isEqualTo(
            new TrueProbabilities(
                Map.of(
                    "death-4y", Map.of(PSEUDONYMS.of("1"), .25, PSEUDONYMS.of("2"), 1.),
                    "move-1y", Map.of(PSEUDONYMS.of("1"), 1e-9))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",2015-12-31,death-4y,0.1,0.1|column person_number is empty",
        "0101501234,31-12-2015,death-4y,0.1,0.1|column landmark is no day; expected yyyy-MM-dd",
        "0101501234,2015-12-31,death-4y,1.1,0.1|column probability is no probability",
        "0101501234,2015-12-31,death-4y,0.1,-0.1|column probability_if_known is no probability",
        "0101501234,2015-12-31,death-4y,0.1,NaN|column probability_if_known is no probability",
        "0101501234,2015-12-31,death-4y,0.1,|column probability_if_known is no probability",
        "0101501234,2010-12-31,death-4y,x,0.1|column probability is no probability",
        "0101501234,2015-12-31,death-4y,0.1|quotes or columns do not match",
        "0101501234,2015-12-31,death-4y,0.1,0.1,9|quotes or columns do not match",
        "0101501234,2015-12-31,\"death-4y,0.1,0.1|quotes or columns do not match",
        "0101501234,2015-12-31,d\u00f8d,0.1,0.1|is not UTF-8 text",
      })
  void badRowIsRefusedByItsPlaceAndWithoutItsValues(String row, String what) {
    assertThatThrownBy(() -> read(HEADER + "7,2015-12-31,death-4y,0.1,0.1\n" + row + "\n"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("probabilities.csv, line ")
        .hasMessageContaining(what)
        .hasMessageEndingWith("correct the file or write the nation again")
        .message()
        .doesNotContain(SECRET);
  }

  @Test
  void theLineIsTheOneOfTheFile() {
    assertThatThrownBy(
            () -> read(HEADER + "7,2015-12-31,death-4y,0.1,0.1\n8,today,death-4y,0.1,0.1\n"))
        .hasMessageContaining("probabilities.csv, line 3]");
  }

  @Test
  void aSecondRowOfTheSamePersonLandmarkAndOutcomeIsRefused() {
    String row = SECRET + ",2015-12-31,death-4y,0.1,0.1\n";
    assertThatThrownBy(() -> read(HEADER + row + row))
        .hasMessageContaining("line 3] a second row of the same person, landmark and outcome")
        .message()
        .doesNotContain(SECRET);
  }

  @Test
  void otherColumnsAreRefused() {
    assertThatThrownBy(() -> read("person,landmark\n7,2015-12-31\n"))
        .hasMessageContaining("found the columns person,landmark, expected person_number,landmark");
  }

  @Test
  void fileThatTheStudyNamesAndThatIsNotThereIsRefused() {
    assertThatThrownBy(
            () ->
                TrueProbabilitiesFile.read(
                    folder.resolve("probabilities.csv"), LANDMARK, PSEUDONYMS))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("probabilities.csv] is not there, but study.yaml names it (truth)");
  }

  @Test
  void studyNamesItsTruthOrHasNone() throws IOException {
    assertThat(study("").truth()).isEmpty();
    assertThat(study("truth: truth/probabilities.csv\n").truth())
        .contains(folder.resolve("truth/probabilities.csv"));
  }

  private Study study(String more) throws IOException {
    Path registers = Files.createDirectories(folder.resolve("registers"));
    Files.writeString(
        registers.resolve("deaths.register.yaml"),
        """
        register: deaths
        order: 1
        source: {files: deaths.csv}
        person: person_number
        row: [person_number]
        occurred: {column: died, format: yyyy-MM-dd}
        """);
    Files.writeString(folder.resolve("study.yaml"), "study: s\ncohort: c\noutcomes: []\n" + more);
    return Study.open(folder);
  }
}
