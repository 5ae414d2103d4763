package dev.norn.ingestion.nation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The targets whose source is at hand, counted once more from it. */
@EnabledIfEnvironmentVariable(
    named = "NORN_REAL_DATA",
    matches = ".+",
    disabledReason = "needs a folder with nordic-registers/")
class TargetsTest {
  private static final Path REGISTERS =
      Path.of(System.getenv().getOrDefault("NORN_REAL_DATA", ""), "nordic-registers");
  // As far as the targets are written out.
  private static final double ROUNDING = 6e-7;
  private static final int OLDEST = 99;

  private static void read(String name, Consumer<NamedCsvRecord> taker) throws IOException {
    try (InputStreamReader text =
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(REGISTERS.resolve(name + ".csv.gz"))),
                StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
      rows.forEach(taker);
    }
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }

  private static boolean counts(NamedCsvRecord row, String year, String age) {
    double when = number(row, year);
    return when >= 2008 && when <= 2012 && number(row, age) <= OLDEST;
  }

  private static String figure(boolean men, double age) {
    return "deaths " + (men ? "M " : "F ") + Census.band(Census.AGES, (int) age);
  }

  private static Map<String, Target> targets(String beginning) throws IOException {
    return Calibration.targets().stream()
        .filter(target -> target.figure().startsWith(beginning))
        .collect(Collectors.toMap(Target::figure, target -> target));
  }

  @Test
  void deathsAreThoseOfDenmark() throws IOException {
    Map<String, double[]> rates = new HashMap<>();
    read(
        "epi_M_dk",
        row -> {
          if (counts(row, "P", "A")) {
            String figure = figure(row.getField("sex").equals("1"), number(row, "A"));
            double[] sums = rates.computeIfAbsent(figure, any -> new double[2]);
            sums[0] += number(row, "D");
            sums[1] += number(row, "Y");
          }
        });

    Map<String, Target> targets = targets("deaths");
    assertThat(targets.keySet()).isEqualTo(rates.keySet());
    rates.forEach(
        (figure, sums) ->
            assertThat(targets.get(figure).target())
                .as(figure)
                .isCloseTo(sums[0] / sums[1], within(ROUNDING)));
  }

  @Test
  void theOtherDeathsAreThoseOfSweden() throws IOException {
    Map<String, double[]> rates = new HashMap<>();
    for (String file : new String[] {"swedeaths", "swepop"}) {
      boolean deaths = file.equals("swedeaths");
      read(
          "eha_" + file,
          row -> {
            if (counts(row, "year", "age")) {
              String figure = figure(row.getField("sex").equals("men"), number(row, "age"));
              double[] sums = rates.computeIfAbsent(figure, any -> new double[2]);
              sums[deaths ? 0 : 1] += number(row, deaths ? "deaths" : "pop");
            }
          });
    }

    Map<String, Target> targets = targets("deaths");
    assertThat(targets.keySet()).isEqualTo(rates.keySet());
    rates.forEach(
        (figure, sums) ->
            assertThat(targets.get(figure).sweden())
                .as(figure)
                .isCloseTo(sums[0] / sums[1], within(ROUNDING)));
  }

  @Test
  void agesAndBirthsAreThoseOfDenmark() throws IOException {
    Map<String, Double> people = new HashMap<>();
    double[] birthsAndPeople = new double[2];
    read(
        "epi_N_dk",
        row -> {
          if (row.getField("P").equals("2010")) {
            String band = "share aged " + Census.band(Census.BANDS, (int) number(row, "A"));
            people.merge(band, number(row, "N"), Double::sum);
          }
          if (number(row, "P") >= 2008 && number(row, "P") <= 2012) {
            birthsAndPeople[1] += number(row, "N");
          }
        });
    read(
        "epi_B_dk",
        row -> {
          if (number(row, "year") >= 2008 && number(row, "year") <= 2012) {
            birthsAndPeople[0] += number(row, "m") + number(row, "f");
          }
        });

    double all = people.values().stream().mapToDouble(number -> number).sum();
    Map<String, Target> shares = targets("share aged");
    assertThat(shares.keySet()).isEqualTo(people.keySet());
    people.forEach(
        (band, number) ->
            assertThat(shares.get(band).target()).as(band).isCloseTo(number / all, within(6e-4)));
    assertThat(targets("births per person").get("births per person").target())
        .isCloseTo(birthsAndPeople[0] / birthsAndPeople[1], within(6e-6));
  }
}
