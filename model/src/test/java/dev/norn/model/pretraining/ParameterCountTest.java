package dev.norn.model.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Mode;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.TestingWeights;
import dev.norn.model.graph.TrainingGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class ParameterCountTest {

  /** With the published vocabulary of 2,043 tokens; the same in both modes. */
  @ParameterizedTest
  @EnumSource
  void publishedSizesHaveAsManyParametersAsPublished(Mode mode) {
    ModelSpec spec = ModelSpec.paper(2043).inMode(mode);
    try (TrainingGraph graph = new TrainingGraph(spec, 1)) {
      Operand<TFloat32> encoded =
          graph.encode(spec.attention(spec.maxLength()), Dropout.off(graph.tf()));
      assertThat(TestingWeights.learned(graph)).isEqualTo(8_344_143);
      new MaskedTokensAndOrder(graph, 1).loss(encoded, Dropout.off(graph.tf()));
      assertThat(TestingWeights.learned(graph)).isEqualTo(8_502_348);
    }
  }
}
