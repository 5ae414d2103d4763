package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducibilityTest {

  private static final int FUTURES = 2;
  private static final NationSpec FOUR_COMMUNITIES =
      new NationSpec(
          1_000, 2008, 2013, 7, NationSpec.LabourRows.MONTHLY, Set.of(), Optional.empty());

  @TempDir Path folder;

  private SortedMap<String, String> written(NationSpec spec, int threads, String name)
      throws IOException, NoSuchAlgorithmException {
    Path study = folder.resolve(name);
    new Nation(spec).write(study, threads, FUTURES, lived -> {});
    SortedMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> inside = Files.walk(study)) {
      for (Path file : inside.filter(Files::isRegularFile).toList()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        hashes.put(study.relativize(file).toString(), HexFormat.of().formatHex(hash));
      }
    }
    return hashes;
  }

  @Test
  void threadsDoNotChangeAByte() throws Exception {
    SortedMap<String, String> alone = written(FOUR_COMMUNITIES, 1, "one");

    assertThat(alone).containsKeys("truth/hazards.csv", "truth/probabilities.csv", "study.yaml");
    assertThat(Files.readAllLines(folder.resolve("one/truth/probabilities.csv")).size())
        .isGreaterThan(2_000);
    assertThat(written(FOUR_COMMUNITIES, 2, "two")).isEqualTo(alone);
    assertThat(written(FOUR_COMMUNITIES, 3, "three")).isEqualTo(alone);
  }

  @Test
  void anotherSeedIsAnotherNation() throws Exception {
    NationSpec spec = FOUR_COMMUNITIES.withPeople(250);
    SortedMap<String, String> one = written(spec, 2, "one");
    SortedMap<String, String> other = written(spec.withSeed(8), 2, "other");

    assertThat(other.keySet()).isEqualTo(one.keySet());
    assertThat(one.keySet())
        .filteredOn(file -> file.matches("(data|live)/(?!care).*|truth/[hp]\\w+\\.csv"))
        .hasSizeGreaterThan(60)
        .allSatisfy(file -> assertThat(other.get(file)).isNotEqualTo(one.get(file)));
  }

  @Test
  void folderThatHoldsFilesIsLeftAlone() throws IOException {
    Path note = Files.writeString(folder.resolve("note.txt"), "keep");

    assertThatThrownBy(() -> new Nation(FOUR_COMMUNITIES).write(folder, 1, 0, lived -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an empty folder");
    assertThat(folder.toFile().list()).containsExactly(note.getFileName().toString());
  }
}
