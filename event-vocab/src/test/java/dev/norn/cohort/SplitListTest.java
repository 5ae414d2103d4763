package dev.norn.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.event.DefinitionFile;
import dev.norn.event.PersonId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SplitListTest {

  private static SplitList list(Map<String, Split> sides) {
    SplitList.Builder builder = new SplitList.Builder();
    sides.forEach((person, side) -> builder.add(new PersonId(person), side));
    SplitList.Built built = builder.build();
    assertThat(built.repetition()).isEmpty();
    return built.list();
  }

  @Property(tries = 200)
  void everybodyIsWhereTheListPutsThemAndAllOthersOnNoSide(
      @ForAll Map<Integer, Split> sides, @ForAll int stranger) {
    Map<String, Split> people = new TreeMap<>();
    sides.forEach((number, side) -> people.put("person-" + number, side));
    SplitList list = list(people);

    people.forEach(
        (person, side) -> assertThat(list.of(new PersonId(person), List.of())).isEqualTo(side));
    assertThat(list.of(new PersonId("person-" + stranger)))
        .isEqualTo(sides.getOrDefault(stranger, Split.NONE));
    for (Split side : Split.values()) {
      assertThat(list.people(side))
          .isEqualTo(people.values().stream().filter(side::equals).count());
    }
  }

  @Test
  void theHashTellsWhoIsOnWhichSideAndNothingElse() {
    SplitList list = list(Map.of("a", Split.TRAIN, "b", Split.TEST));

    assertThat(list(Map.of("b", Split.TEST, "c", Split.NONE, "a", Split.TRAIN)).sha256())
        .isEqualTo(list.sha256());
    assertThat(list(Map.of("a", Split.TEST, "b", Split.TRAIN)).sha256())
        .isNotEqualTo(list.sha256());
    assertThat(list(Map.of("a", Split.TRAIN)).sha256()).isNotEqualTo(list.sha256());
  }

  @Test
  void whoIsNamedTwiceIsFoundWithBothRows() {
    SplitList.Builder builder = new SplitList.Builder();
    for (String person : List.of("a", "b", "c", "b")) {
      builder.add(new PersonId(person), Split.TRAIN);
    }

    assertThat(builder.build().repetition()).contains(new SplitList.Repetition(1, 3));
  }

  @Test
  void aListIsTheSameListWhereverItsFileLies() {
    String hash = list(Map.of("a", Split.TRAIN)).sha256();
    ListedSplit here = new ListedSplit("sides.csv", List.of(), null).read("/here/sides.csv", hash);
    ListedSplit there = new ListedSplit("/there/sides.parquet", List.of("mother"), hash);

    assertThat(here.identity()).isEqualTo(there.identity()).contains(hash);
    assertThat(here.seed()).isEqualTo(there.seed());
    assertThat(DefinitionFile.fromJson(DefinitionFile.toJson(there), ListedSplit.class))
        .isEqualTo(there);
  }
}
