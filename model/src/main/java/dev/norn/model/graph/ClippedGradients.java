package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Summed gradients without those of tokens that are not trained, then clipped. */
final class ClippedGradients {

  private static final String TOKENS = "embedding.tokens";

  private final Ops tf;
  private final Optimiser optimiser;

  ClippedGradients(Ops tf, Optimiser optimiser) {
    this.tf = tf;
    this.optimiser = optimiser;
  }

  /** In the order of {@link SummedGradients#trained()}. */
  List<Operand<TFloat32>> of(SummedGradients gradients) {
    List<Operand<TFloat32>> free = new ArrayList<>();
    for (TrainableParameters.Trainable weight : gradients.trained()) {
      free.add(ofTrainedRows(weight.initial(), gradients.sumOf(weight)));
    }
    Clipping clipping = optimiser.clipping();
    Operand<TFloat32> limit = tf.constant((float) clipping.limit());
    return switch (clipping.by()) {
      case GLOBAL_NORM -> {
        Operand<TFloat32> scale =
            tf.math.div(limit, tf.math.maximum(GlobalNorm.of(tf, free), limit));
        yield free.stream().<Operand<TFloat32>>map(each -> tf.math.mul(each, scale)).toList();
      }
      case VALUE ->
          free.stream()
              .<Operand<TFloat32>>map(each -> tf.clipByValue(each, tf.math.neg(limit), limit))
              .toList();
    };
  }

  private Operand<TFloat32> ofTrainedRows(Weight weight, Operand<TFloat32> gradient) {
    if (optimiser.trainedTokens().isEmpty() || !weight.name().equals(TOKENS)) {
      return gradient;
    }
    long rows = weight.shape().get(0);
    float[] trained = new float[Math.toIntExact(rows)];
    optimiser.trainedTokens().forEach(id -> trained[id] = 1);
    return tf.math.mul(
        gradient, tf.constant(Shape.of(rows, 1), DataBuffers.of(trained, true, false)));
  }
}
