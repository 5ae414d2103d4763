package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class WeightsTest {

  @TempDir private Path folder;

  private final Weights weights =
      new Weights(
          List.of(
              new Weight("a", Shape.of(2, 2), new float[] {1, -2, 3e-9f, 4}),
              new Weight("b.gate", Shape.scalar(), new float[] {0.5f})));

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = folder.resolve("weights.bin");
    weights.write(file);
    Weights read = Weights.read(file);
    assertThat(read.names()).containsExactly("a", "b.gate");
    assertThat(read.get("a").values()).containsExactly(1, -2, 3e-9f, 4);
    assertThat(read.get("b.gate").shape()).isEqualTo(Shape.scalar());
    assertThat(read.size()).isEqualTo(5);
  }

  @Test
  void fileCutShortIsRefused() throws IOException {
    Path file = folder.resolve("weights.bin");
    weights.write(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
    assertThatThrownBy(() -> Weights.read(file)).isInstanceOf(IOException.class);
  }

  @Test
  void missingWeightIsNamed() {
    assertThatThrownBy(() -> weights.get("c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no weight c");
  }
}
