package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Mode;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.TestingWeights;
import dev.norn.model.graph.TrainingGraph;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class SummaryParameterCountTest {

  private static final int PUBLISHED = 118_723;

  /** The published decoder has two logits for yes and no, of which one is as good as none. */
  @Test
  void summaryAndHeadHaveThePublishedNumberOfParametersButForOneLogit() {
    ModelSpec spec = ModelSpec.paper(2043).inMode(Mode.PAPER);
    try (TrainingGraph graph = new TrainingGraph(spec, 1)) {
      Operand<TFloat32> encoded = graph.encode(spec.attention(1), Dropout.off(graph.tf()));
      long encoder = TestingWeights.learned(graph);
      List<HeadSpec> heads = List.of(HeadSpec.binary("death"));
      new Heads(graph.tf(), spec, graph.parameters(), graph.inputs(), encoded, heads);
      assertThat(TestingWeights.learned(graph) - encoder).isEqualTo(PUBLISHED - spec.width() - 1);
    }
  }
}
