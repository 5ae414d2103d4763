package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.PersonNumber;
import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonAloneTest {

  private static final int PEOPLE_OF_EACH_COMMUNITY = 2;

  private static List<String> someOfEveryCommunity(WrittenStudy study) {
    List<String> people = new ArrayList<>(study.population().keySet());
    Collections.sort(people);
    Collections.shuffle(people, new Random(study.spec().seed()));
    Map<Long, Integer> taken = new HashMap<>();
    return people.stream()
        .filter(
            person -> {
              long id = PersonNumber.person(study.spec().seed(), person);
              return taken.merge(Community.of(id), 1, Integer::sum) <= PEOPLE_OF_EACH_COMMUNITY;
            })
        .toList();
  }

  private static Map<Path, List<String>> linesAbout(String person, WrittenStudy study) {
    Map<Path, List<String>> lines = new TreeMap<>();
    for (WrittenRow row : study.rows()) {
      if (row.person().equals(person)) {
        lines.computeIfAbsent(row.file(), file -> new ArrayList<>()).add(row.line());
      }
    }
    Path hazards = WrittenStudy.HAZARDS;
    lines.put(
        hazards, study.hazards().stream().filter(line -> line.startsWith(person + ",")).toList());
    return lines;
  }

  @Property(tries = 2)
  void anyPersonIsLivedAgainAlone(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    WrittenStudy study = WrittenStudy.of(spec);
    Nation nation = new Nation(spec);
    List<String> people = someOfEveryCommunity(study);

    assertThat(nation.communities()).isEqualTo(2);
    assertThat(people).hasSize(2 * PEOPLE_OF_EACH_COMMUNITY);
    for (String person : people) {
      Map<Path, List<String>> again = nation.rowsAbout(person);
      Map<Path, List<String>> written = linesAbout(person, study);
      assertThat(again.keySet()).isEqualTo(written.keySet());
      for (Path file : written.keySet()) {
        // Spells stand among the other labour rows, and are read by registers of their own.
        assertThat(again.get(file)).as("%s", file).hasSameElementsAs(written.get(file));
        assertThat(again.get(file)).hasSameSizeAs(written.get(file));
      }
    }
  }

  @Test
  void numberThatNobodyHasIsRefusedWithoutRepeatingIt() throws IOException {
    NationSpec spec = NationSpec.standard().withPeople(20);
    Nation nation = new Nation(spec);

    for (long person : new long[] {Community.CAPACITY - 1, Community.CAPACITY, 400_000_000}) {
      String number = PersonNumber.of(spec.seed(), person);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> nation.rowsAbout(number))
          .withMessageContaining("nobody")
          .withMessageNotContaining(number);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0101701234", "9400000000", "95000000001", "950000000", "95 0000000"})
  void malformedNumberIsRefusedWithoutRepeatingIt(String number) throws IOException {
    Nation nation = new Nation(NationSpec.standard().withPeople(20));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> nation.rowsAbout(number))
        .withMessageContaining("ten digits")
        .withMessageNotContaining(number);
  }
}
