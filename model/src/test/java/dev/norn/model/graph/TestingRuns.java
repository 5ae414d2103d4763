package dev.norn.model.graph;

import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Runs graphs and gives back plain numbers. */
public final class TestingRuns {

  private TestingRuns() {}

  /** Without inputs. */
  public static float[] values(Function<Ops, Operand<TFloat32>> of) {
    dev.norn.model.TensorflowRuntime.load();
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      return values(session.runner().fetch(of.apply(Ops.create(graph))));
    }
  }

  /** With a batch fed. */
  public static float[] values(TrainingGraph graph, Operand<TFloat32> of, SequenceBatch batch) {
    try (Feeds feeds = new Feeds()) {
      batch.feed(graph.inputs(), feeds);
      return values(feeds.into(graph.session().runner()).fetch(of));
    }
  }

  /** The one thing fetched, row-major. */
  public static float[] values(Session.Runner runner) {
    try (var result = runner.run()) {
      TFloat32 tensor = (TFloat32) result.get(0);
      float[] values = new float[Math.toIntExact(tensor.size())];
      tensor.copyTo(DataBuffers.of(values));
      return values;
    }
  }
}
