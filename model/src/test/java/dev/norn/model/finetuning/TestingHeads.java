package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Feeds;
import dev.norn.model.graph.Initial;
import dev.norn.model.graph.TrainingGraph;
import dev.norn.model.graph.Weight;
import dev.norn.model.graph.Weights;
import dev.norn.outcome.ObservedOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * Heads over embeddings that are weights themselves, {@code person} and {@code first}, so that a
 * test can set them and follow gradients into them.
 */
final class TestingHeads implements AutoCloseable {

  static final int WIDTH = 24;

  final TrainingGraph graph = new TrainingGraph(ModelSpec.tiny(TestingLives.VOCABULARY), 1);
  private final int people;

  TestingHeads(int people) {
    this.people = people;
  }

  HeadInput input(ModelSpec.Mode mode) {
    return new HeadInput(
        graph.tf(),
        graph.spec().inMode(mode),
        graph.parameters(),
        weight("person", people, WIDTH),
        graph.tf().constant(new float[people][1]),
        weight("first", people, WIDTH),
        Optional.empty(),
        Dropout.off(graph.tf()));
  }

  Operand<TFloat32> weight(String name, long... shape) {
    return graph.parameters().get(name, Shape.of(shape), Initial.uniform(-1, 1));
  }

  /** Loads the initial weights with some of them given. */
  Weights load(Map<String, float[]> given) {
    graph.parameters().load(graph.session(), new Weights(List.of()));
    Weights initial = graph.parameters().read(graph.session());
    List<Weight> all = new ArrayList<>();
    for (String name : initial.names()) {
      Weight weight = initial.get(name);
      all.add(given.containsKey(name) ? new Weight(name, weight.shape(), given.get(name)) : weight);
    }
    Weights weights = new Weights(all);
    graph.parameters().load(graph.session(), weights);
    return weights;
  }

  float[] run(Operand<TFloat32> fetched, Answers answers, List<ObservedOutcome> observed) {
    try (Feeds feeds = new Feeds()) {
      if (answers != null) {
        answers.feed(feeds, observed, observed.size());
      }
      try (var result = feeds.into(graph.session().runner()).fetch(fetched).run()) {
        TFloat32 tensor = (TFloat32) result.get(0);
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.copyTo(DataBuffers.of(values));
        return values;
      }
    }
  }

  @Override
  public void close() {
    graph.close();
  }
}
