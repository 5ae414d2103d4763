package dev.norn.model.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.TestingLives;
import dev.norn.model.graph.TokenTable;
import dev.norn.model.graph.Weight;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenEmbeddingsTest {

  @TempDir private Path release;

  @Test
  void differencesBetweenTokensAreThoseOfTheTrainedTable() throws IOException {
    try (TestingRelease trained = new TestingRelease()) {
      trained.write(release);
      Weight table = trained.weights().get(TokenTable.NAME);
      float[][] embeddings = TokenEmbeddings.of(release);
      int width = (int) table.shape().asArray()[1];
      assertThat(embeddings).hasDimensions(TestingLives.VOCABULARY, width);
      assertThat(embeddings[0]).containsOnly(0f);
      for (int token = 2; token < embeddings.length; token++) {
        for (int i = 0; i < width; i++) {
          assertThat(embeddings[token][i] - embeddings[1][i])
              .isCloseTo(
                  table.values()[token * width + i] - table.values()[width + i], within(1e-5f));
        }
      }
    }
  }

  @Test
  void theirMeanIsNothing() throws IOException {
    try (TestingRelease trained = new TestingRelease()) {
      trained.write(release);
      float[][] embeddings = TokenEmbeddings.of(release);
      for (int i = 0; i < embeddings[0].length; i++) {
        double sum = 0;
        for (float[] embedding : embeddings) {
          sum += embedding[i];
        }
        assertThat(sum).isCloseTo(0, within(1e-4));
      }
    }
  }
}
