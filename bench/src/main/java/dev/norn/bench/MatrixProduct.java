package dev.norn.bench;

import dev.norn.model.TensorflowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The yardstick of everything that computes: a plain fp32 product of two 2048 matrices. */
final class MatrixProduct {

  private static final int N = 2048;
  private static final int RUNS = 10;

  private MatrixProduct() {}

  /** Floating-point operations per second, the best of some runs. */
  static double flops() {
    TensorflowRuntime.load();
    try (Graph graph = new Graph();
        Session session = new Session(graph, TensorflowRuntime.sessionConfig())) {
      Ops tf = Ops.create(graph);
      // Random inputs, drawn in the graph: nothing is folded away before it runs.
      Operand<TFloat32> a = tf.random.randomUniform(tf.array(N, N), TFloat32.class);
      Operand<TFloat32> held = tf.linalg.matMul(a, a);
      Operand<TFloat32> chain = held;
      for (int i = 1; i < RUNS; i++) {
        chain = tf.linalg.matMul(chain, a);
      }
      Operand<TFloat32> result = tf.reduceSum(chain, tf.array(0, 1));
      double best = 0;
      for (int i = 0; i < 4; i++) {
        long start = System.nanoTime();
        session.runner().fetch(result).run().close();
        double seconds = (System.nanoTime() - start) / 1e9;
        best = Math.max(best, RUNS * 2.0 * N * N * N / seconds);
      }
      return best;
    }
  }
}
