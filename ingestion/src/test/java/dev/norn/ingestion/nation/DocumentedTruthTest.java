package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.ingestion.nation.parameters.Leak;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentedTruthTest {
  private static final Path PAGE = Path.of("..", "docs", "nation.md");

  @Test
  void everyPlantedTruthAndLeakStandsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    List<String> labels =
        Arrays.stream(Planted.values()).map(planted -> "`" + planted.label() + "`").toList();
    assertThat(page).contains(labels);
    assertThat(page)
        .contains(Arrays.stream(Leak.values()).map(l -> "`" + l.label() + "`").toList());
  }

  @Test
  void everyStatedEffectIsPlanted() throws IOException {
    assertThat(Parameters.shipped().effects().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Planted.values()).map(Planted::label).toList());
  }
}
