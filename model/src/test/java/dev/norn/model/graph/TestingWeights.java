package dev.norn.model.graph;

import java.util.List;
import java.util.SplittableRandom;

/** Weights as after long training: gates open, nothing at 0. */
public final class TestingWeights {

  private TestingWeights() {}

  /** Numbers that training changes. */
  public static long learned(TrainingGraph graph) {
    return graph.parameters().all().values().stream()
        .mapToLong(each -> each.initial().values().length)
        .sum();
  }

  /** Loads the graph's initial weights, each moved by chance. */
  public static Weights stirred(TrainingGraph graph, long seed) {
    graph.parameters().load(graph.session(), new Weights(List.of()));
    Weights initial = graph.parameters().read(graph.session());
    SplittableRandom random = new SplittableRandom(seed);
    Weights stirred =
        new Weights(
            initial.names().stream().map(name -> moved(initial.get(name), random)).toList());
    graph.parameters().load(graph.session(), stirred);
    return stirred;
  }

  private static Weight moved(Weight weight, SplittableRandom random) {
    float[] values = weight.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += weight.name().endsWith("gate") ? 0.6f : (float) random.nextDouble(-0.2, 0.2);
    }
    return new Weight(weight.name(), weight.shape(), values);
  }
}
