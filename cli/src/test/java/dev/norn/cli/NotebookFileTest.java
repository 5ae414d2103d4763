package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NotebookFileTest {

  @Test
  void theNotebookIsKeptWithoutOutputsWhichNamePersons() throws Exception {
    Path file = Path.of("..", "examples", "notebooks", "norn.ipynb");
    JsonNode cells = new ObjectMapper().readTree(file.toFile()).get("cells");
    assertThat(cells).hasSizeGreaterThan(10);
    for (JsonNode cell : cells) {
      assertThat(cell.path("outputs")).isEmpty();
      assertThat(cell.path("execution_count").isNumber()).isFalse();
    }
  }
}
