package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.SequenceInputs;
import dev.norn.vocab.SpecialToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** {@link CountFeatures} within a graph, and which positions they count. */
public final class TokenCounts {

  private final Ops tf;
  private final SequenceInputs inputs;
  private final int tokens;
  private final List<Operand<TFloat32>> weights = new ArrayList<>();
  private final List<Operand<TFloat32>> sums = new ArrayList<>();
  private final Operand<TFloat32> features;
  private final Operand<TFloat32> read;

  /**
   * @param fraction of the features that heads read; nothing for the whole
   */
  TokenCounts(Ops tf, ModelSpec spec, SequenceInputs inputs, Optional<Operand<TFloat32>> fraction) {
    this.tf = tf;
    this.inputs = inputs;
    this.tokens = spec.vocabularySize();
    List<Operand<TFloat32>> parts = new ArrayList<>();
    Operand<TFloat32> years = yearsAgo();
    for (double halfLife : CountFeatures.HALF_LIVES) {
      Operand<TFloat32> rate = tf.constant((float) (-Math.log(2) / halfLife));
      Operand<TFloat32> weight = tf.math.mul(counted(), tf.math.exp(tf.math.mul(years, rate)));
      Operand<TFloat32> sum = tf.math.denseBincount(inputs.tokens(), tf.constant(tokens), weight);
      weights.add(weight);
      sums.add(sum);
      parts.add(tf.math.log1p(sum));
    }
    parts.add(age(CountFeatures.AGE_ZERO));
    for (double bend : CountFeatures.AGE_BENDS) {
      parts.add(tf.nn.relu(age(bend)));
    }
    this.features = tf.concat(parts, tf.constant(1));
    this.read = fraction.isPresent() ? tf.math.mul(features, fraction.get()) : features;
  }

  /** Of the whole life, (batch, {@link CountFeatures#size}). */
  public Operand<TFloat32> features() {
    return features;
  }

  /** What heads read: {@link #features()}, or a fraction of them. */
  public Operand<TFloat32> read() {
    return read;
  }

  /**
   * Divides what each feature contributes among the positions that it counts; age is at the first.
   *
   * @param contributions (batch, {@link CountFeatures#size})
   * @return (batch, length)
   */
  public Operand<TFloat32> byPosition(Operand<TFloat32> contributions) {
    List<Operand<TFloat32>> shares = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      Operand<TFloat32> own =
          tf.slice(contributions, tf.array(0, i * tokens), tf.array(-1, tokens));
      Operand<TFloat32> each = tf.math.divNoNan(own, sums.get(i));
      shares.add(
          tf.math.mul(
              weights.get(i),
              tf.gather(each, inputs.tokens(), tf.constant(1), Gather.batchDims(1L))));
    }
    Operand<TFloat32> ofAge =
        tf.reduceSum(
            tf.slice(
                contributions, tf.array(0, sums.size() * tokens), tf.array(-1, CountFeatures.AGES)),
            tf.constant(1));
    Operand<TFloat32> first =
        tf.oneHot(
            tf.constant(0),
            tf.gather(inputs.shape(), tf.constant(1), tf.constant(0)),
            tf.constant(1f),
            tf.constant(0f));
    shares.add(tf.math.mul(tf.reshape(ofAge, tf.array(-1, 1)), first));
    return tf.math.addN(shares);
  }

  private Operand<TFloat32> counted() {
    return tf.dtypes.cast(
        tf.math.greaterEqual(inputs.tokens(), tf.constant(SpecialToken.UNK.id())), TFloat32.class);
  }

  private Operand<TFloat32> yearsAgo() {
    Operand<TInt32> landmark = tf.slice(inputs.days(), tf.array(0, 0), tf.array(-1, 1));
    Operand<TInt32> days = tf.math.maximum(tf.math.sub(landmark, inputs.days()), tf.constant(0));
    return tf.math.div(
        tf.dtypes.cast(days, TFloat32.class), tf.constant((float) CountFeatures.DAYS_IN_YEAR));
  }

  private Operand<TFloat32> age(double from) {
    Operand<TFloat32> years = tf.slice(inputs.ages(), tf.array(0, 0), tf.array(-1, 1));
    return tf.math.mul(
        tf.math.sub(years, tf.constant((float) from)),
        tf.constant((float) (1 / CountFeatures.AGE_UNIT)));
  }
}
