package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.TensorflowRuntime;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class PersonSummaryTest {

  /** Golden numbers: softmax(s + log sigmoid(s)) of 1, 0, -1, worked out by hand. */
  @Test
  void sigSoftmaxIsAsPublished() {
    TensorflowRuntime.load();
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      var shares =
          PersonSummary.sigSoftmax(tf, tf.array(1f, 0f, -1f, 5f), tf.array(0f, 0f, 0f, -1e9f));
      try (var result = session.runner().fetch(shares).run()) {
        TFloat32 values = (TFloat32) result.get(0);
        assertThat(values.getFloat(0)).isCloseTo(0.768407f, within(1e-6f));
        assertThat(values.getFloat(1)).isCloseTo(0.193337f, within(1e-6f));
        assertThat(values.getFloat(2)).isCloseTo(0.038257f, within(1e-6f));
        assertThat(values.getFloat(3)).isZero();
      }
    }
  }
}
