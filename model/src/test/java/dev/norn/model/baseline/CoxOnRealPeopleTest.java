package dev.norn.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Against what R's survival and eha packages give for the same people, to the digits stated. */
@EnabledIfEnvironmentVariable(
    named = "NORN_REAL_DATA",
    matches = ".+",
    disabledReason = "needs a folder with nordic-registers/ and nafld-olmsted/")
class CoxOnRealPeopleTest {

  private static final double THREE_DIGITS = 5e-4;

  private static final Path DATA = Path.of(System.getenv().getOrDefault("NORN_REAL_DATA", ""));

  private record Person(double[] features, double enter, double exit, boolean event) {}

  /** Rows that the function makes null are left out. */
  private static List<Person> read(String file, Function<Map<String, String>, Person> person)
      throws IOException {
    List<Person> people = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DATA.resolve(file))),
                StandardCharsets.UTF_8))) {
      String[] names = cells(lines.readLine());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = cells(line);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
          row.put(names[i], cells[i]);
        }
        Person read = person.apply(row);
        if (read != null) {
          people.add(read);
        }
      }
    }
    return people;
  }

  // No cell of these files holds a comma.
  private static String[] cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(c -> c.replace("\"", "")).toArray(String[]::new);
  }

  private static FollowedPeople followed(List<Person> people) {
    return new FollowedPeople(
        people.stream().map(Person::features).toArray(double[][]::new),
        people.stream().mapToDouble(Person::enter).toArray(),
        people.stream().mapToDouble(Person::exit).toArray(),
        people.stream().mapToInt(p -> p.event() ? 1 : 0).toArray());
  }

  /** Share of pairs, of which is known who had the event first, that the model puts in order. */
  private static double concordance(CoxModel model, List<Person> people) {
    double[] hazards = people.stream().mapToDouble(p -> model.logHazard(p.features())).toArray();
    double right = 0;
    double pairs = 0;
    for (int i = 0; i < hazards.length; i++) {
      Person first = people.get(i);
      for (int j = 0; first.event() && j < hazards.length; j++) {
        Person other = people.get(j);
        if (other.exit() > first.exit() || (other.exit() == first.exit() && !other.event())) {
          pairs++;
          right += hazards[i] > hazards[j] ? 1 : hazards[i] == hazards[j] ? .5 : 0;
        }
      }
    }
    return right / pairs;
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }

  private static int is(String value, Map<String, String> row, String column) {
    return row.get(column).equals(value) ? 1 : 0;
  }

  @Test
  void ageAndSexOrderTheDeathsOfOlmstedCounty() throws IOException {
    List<Person> people =
        read(
            "nafld-olmsted/nafld1_persons.csv.gz",
            row ->
                new Person(
                    new double[] {number(row, "age"), number(row, "male")},
                    0,
                    number(row, "futime"),
                    row.get("status").equals("1")));
    assertThat(people).hasSize(17_549);
    assertThat(concordance(CoxModel.fit(followed(people), 1, 0), people))
        .isCloseTo(.823, within(THREE_DIGITS));
  }

  @Test
  void ageAndSexOrderTheDeathsOfDanesWithDiabetes() throws IOException {
    List<Person> people =
        read(
            "nordic-registers/epi_DMlate.csv.gz",
            row -> {
              double diagnosed = number(row, "dodm");
              double followed = number(row, "dox") - diagnosed;
              double[] features = {diagnosed - number(row, "dobth"), is("M", row, "sex")};
              boolean died = !row.get("dodth").isEmpty();
              return followed > 0 ? new Person(features, 0, followed, died) : null;
            });
    assertThat(people).hasSize(9_996);
    assertThat(people.stream().filter(Person::event)).hasSize(2_499);
    assertThat(concordance(CoxModel.fit(followed(people), 1, 0), people))
        .isCloseTo(.762, within(THREE_DIGITS));
  }

  @Test
  void hazardsOfOldSwedesWhoCameUnderObservationLater() throws IOException {
    List<Person> spells =
        read(
            "nordic-registers/eha_oldmort.csv.gz",
            row ->
                new Person(
                    new double[] {
                      is("female", row, "sex"),
                      is("industry", row, "region"),
                      is("rural", row, "region"),
                      is("married", row, "civ"),
                      is("widow", row, "civ")
                    },
                    number(row, "enter"),
                    number(row, "exit"),
                    row.get("event").equals("TRUE")));
    assertThat(spells).hasSize(6_495);
    assertThat(CoxModel.fit(followed(spells), 1, 0).coefficients())
        .containsExactly(new double[] {-.235, .268, .122, -.410, -.262}, within(THREE_DIGITS));
  }
}
