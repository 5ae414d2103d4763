package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Adds normal noise to summed gradients, once a step, and makes means of the sums. */
final class PrivateNoise {

  private final SummedGradients gradients;
  private final List<Placeholder<TFloat32>> given = new ArrayList<>();
  private final Op addition;
  private final double deviation;
  private final Supplier<SecretDraws> secret;

  PrivateNoise(
      Ops tf, SummedGradients gradients, PrivateSteps steps, Supplier<SecretDraws> secret) {
    this.gradients = gradients;
    this.secret = secret;
    this.deviation = steps.noiseMultiplier() * steps.clippingNorm();
    Operand<TFloat32> share = tf.constant((float) (1 / steps.expectedPeople()));
    List<Op> means = new ArrayList<>();
    for (TrainableParameters.Trainable weight : gradients.trained()) {
      Placeholder<TFloat32> noise =
          tf.placeholder(TFloat32.class, Placeholder.shape(weight.initial().shape()));
      given.add(noise);
      Operand<TFloat32> noisy = tf.math.add(gradients.sumOf(weight), noise);
      means.add(tf.assign(gradients.variableOf(weight), tf.math.mul(noisy, share)));
    }
    this.addition = tf.withControlDependencies(means).noOp();
  }

  /**
   * @param step from 0, over all epochs; no two steps have the same noise
   */
  void add(Session session, long step) {
    RandomGenerator random = secret.get().stream("noise", step);
    try (Feeds feeds = new Feeds()) {
      for (int i = 0; i < given.size(); i++) {
        Weight weight = gradients.trained().get(i).initial();
        float[] noise = new float[weight.values().length];
        for (int j = 0; j < noise.length; j++) {
          noise[j] = (float) (deviation * random.nextGaussian());
        }
        feeds.floats(given.get(i), noise, weight.shape().asArray());
      }
      feeds.into(session.runner()).addTarget(addition).run();
    }
  }
}
