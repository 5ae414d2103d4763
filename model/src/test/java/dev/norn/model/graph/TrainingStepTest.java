package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingStepTest {

  // Without dropout, whose draws follow the shape of a batch.
  private static final ModelSpec SPEC =
      new ModelSpec(Set.of(), 2, 24, 4, 2, 4, 48, 64, 32, 0, TestingLives.VOCABULARY);

  private final List<PersonSequence> lives = TestingLives.ofChance(12, 3);

  @Test
  void batchInPartsMovesTheWeightsAsAtOnce() {
    Run whole = run(List.of(new MicroBatch<>(lives, 12, 32)));
    Run parts =
        run(
            List.of(
                new MicroBatch<>(lives.subList(0, 7), 7, 32),
                new MicroBatch<>(lives.subList(7, 9), 2, 29),
                new MicroBatch<>(lives.subList(9, 12), 6, 40)));
    assertThat(parts.losses.mean(parts.loss))
        .isCloseTo(whole.losses.mean(whole.loss), within(1e-4));
    assertThat(parts.losses.counts().get(0)).isEqualTo(whole.losses.counts().get(0));
    for (String name : whole.weights.names()) {
      assertThat(parts.weights.get(name).values())
          .as(name)
          .containsExactly(whole.weights.get(name).values(), within(2e-5f));
    }
  }

  @Test
  void rowsWithoutAnExampleWeighNothing() {
    Run bare = run(List.of(new MicroBatch<>(lives, 12, 32)));
    Run filled = run(List.of(new MicroBatch<>(lives, 20, 32)));
    assertThat(filled.losses.mean(filled.loss))
        .isCloseTo(bare.losses.mean(bare.loss), within(1e-5));
    for (String name : bare.weights.names()) {
      assertThat(filled.weights.get(name).values())
          .as(name)
          .containsExactly(bare.weights.get(name).values(), within(2e-5f));
    }
  }

  private record Run(LossSums losses, Objective.Loss loss, Weights weights) {}

  /** Two steps of plain gradients: what Adam makes of rounding would say nothing. */
  private static Run run(List<MicroBatch<PersonSequence>> batch) {
    try (TrainingGraph graph = new TrainingGraph(SPEC, 1)) {
      TrainingSettings settings =
          TrainingSettings.of(1, 0.1, 1)
              .withOptimiser(Optimiser.paperFinetuning(0.1))
              .withBatching(new Batching(3, 1, 1, 1));
      TrainingStep<PersonSequence> step = new TrainingStep<>(graph, new TwoTerms(graph), settings);
      step.load(TestingWeights.stirred(graph, 5), new Weights(List.of()));
      step.run(batch, 1, 0, new Schedule.Point(0.1, 0.9));
      LossSums losses = step.run(batch, 1, 1, new Schedule.Point(0.1, 0.9));
      return new Run(losses, step.loss(), graph.parameters().read(graph.session()));
    }
  }
}
