package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.ingestion.nation.LifeSimulation.LivedLife;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {
  private static final NationSpec SPEC = NationSpec.standard().withPeople(120);

  @TempDir Path folder;

  private Map<String, String> written(NationSpec spec, String name) throws IOException {
    Path nation = folder.resolve(name);
    Nation.write(spec, nation, done -> {});
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(nation)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        // Any bytes are a string in ISO 8859-1.
        String bytes = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        files.put(nation.relativize(path).toString(), bytes);
      }
    }
    return files;
  }

  @Test
  void sameSpecGivesTheSameBytes() throws IOException {
    assertThat(written(SPEC, "a")).isEqualTo(written(SPEC, "b"));
  }

  @Test
  void anotherSeedGivesOtherPeople() throws IOException {
    Map<String, String> one = written(SPEC, "a");
    Map<String, String> other = written(SPEC.withSeed(2), "b");
    assertThat(other.keySet()).isEqualTo(one.keySet());
    assertThat(other.get("data/population.csv")).isNotEqualTo(one.get("data/population.csv"));
    assertThat(other.get("study.yaml")).isEqualTo(one.get("study.yaml"));
  }

  @Test
  void morePeopleLeaveTheRowsOfTheFirstUnchanged() throws IOException {
    Map<String, String> few = written(SPEC, "a");
    Map<String, String> more = written(SPEC.withPeople(150), "b");
    few.forEach((name, content) -> assertThat(more.get(name)).as(name).startsWith(content));
  }

  @Test
  void personIsRegeneratedAlone() throws IOException {
    LifeSimulation afterOthers = LifeSimulation.of(SPEC);
    LivedLife inLine = null;
    for (int person = 0; person <= 57; person++) {
      inLine = afterOthers.live(person);
    }
    LivedLife alone = LifeSimulation.of(SPEC).live(57);
    assertThat(alone.facts().all()).isEqualTo(inLine.facts().all());
    assertThat(alone.truth()).isEqualTo(inLine.truth());
  }

  @Test
  void ratesOfErrorChangeNoLife() throws IOException {
    NationSpec clean = new NationSpec(120, 2008, 2019, 1, 0, 0, 0);
    for (int person = 0; person < 20; person++) {
      assertThat(LifeSimulation.of(clean).live(person).facts().all())
          .isEqualTo(LifeSimulation.of(SPEC).live(person).facts().all());
    }
  }

  @Test
  void personNumbersHaveTenDigitsAndNoTwins() {
    Set<String> numbers = new HashSet<>();
    for (int person = 0; person < 200_000; person++) {
      String number = PersonNumber.of(7, person);
      assertThat(number).hasSize(10);
      numbers.add(number);
    }
    assertThat(numbers).hasSize(200_000);
  }

  @Test
  void progressCountsEveryPerson() throws IOException {
    List<Long> told = new ArrayList<>();
    Nation.write(SPEC.withPeople(3), folder.resolve("a"), told::add);
    assertThat(told).containsExactly(1L, 2L, 3L);
  }

  @Test
  void folderThatHoldsFilesIsLeftAlone() throws IOException {
    Path taken = folder.resolve("taken");
    Files.createDirectory(taken);
    Files.writeString(taken.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> Nation.write(SPEC, taken, done -> {}))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(taken).isDirectoryContaining(file -> file.endsWith("notes.txt"));
    assertThat(taken.toFile().list()).hasSize(1);
  }
}
