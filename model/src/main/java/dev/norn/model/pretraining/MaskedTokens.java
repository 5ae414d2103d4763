package dev.norn.model.pretraining;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.Dense;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Feeds;
import dev.norn.model.graph.Objective;
import dev.norn.model.graph.Seeds;
import dev.norn.model.graph.SentenceShuffle;
import dev.norn.model.graph.SequenceBatch;
import dev.norn.model.graph.TokenTable;
import dev.norn.model.graph.TrainingGraph;
import dev.norn.sequence.PersonSequence;
import java.util.List;
import java.util.SplittableRandom;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Filling in masked tokens. The answer is the token whose direction in the token table is nearest
 * to the encoded position, as in life2vec (Savcisens et al. 2024).
 */
final class MaskedTokens implements Objective<PersonSequence> {

  private final TrainingGraph graph;
  private final long seed;
  private final Placeholder<TInt32> positions;
  private final Placeholder<TInt32> answers;
  private final Placeholder<TFloat32> asked;

  MaskedTokens(TrainingGraph graph, long seed) {
    this.graph = graph;
    this.seed = seed;
    Ops tf = graph.tf();
    this.positions = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    this.answers = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    this.asked = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
  }

  @Override
  public String stage() {
    return "pre-training";
  }

  @Override
  public PersonSequence sequence(PersonSequence example) {
    return example;
  }

  @Override
  public Loss loss(Operand<TFloat32> encoded, Dropout dropout) {
    Ops tf = graph.tf();
    Operand<TFloat32> logits = logits(encoded, dropout);
    Operand<TFloat32> right =
        tf.oneHot(
            answers, tf.constant(graph.spec().vocabularySize()), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> losses = tf.nn.softmaxCrossEntropyWithLogits(logits, right).loss();
    Operand<TInt32> all = tf.array(0);
    return new Loss(tf.reduceSum(tf.math.mul(losses, asked), all), tf.reduceSum(asked, all));
  }

  private Operand<TFloat32> logits(Operand<TFloat32> encoded, Dropout dropout) {
    Ops tf = graph.tf();
    ModelSpec spec = graph.spec();
    Dense dense = new Dense(tf, graph.parameters());
    Operand<TFloat32> x = dropout.apply(tf.gather(encoded, positions, tf.constant(0)));
    x = tf.math.tanh(dense.linear("masked.dense", x, spec.width(), spec.width()));
    x = dropout.apply(dense.normalised(x));
    Operand<TFloat32> directions =
        dense.normalised(TokenTable.centred(tf, spec, graph.parameters()));
    Operand<TFloat32> cosines = tf.linalg.matMul(x, directions, MatMul.transposeB(true));
    return tf.math.mul(cosines, dense.scalar("masked.scale", Math.sqrt(spec.width())));
  }

  @Override
  public void feed(Feeds feeds, List<PersonSequence> examples, int rows, int length, int epoch) {
    SequenceBatch batch = SequenceBatch.of(examples, rows, length);
    // One shape for one batch shape: what is not asked weighs 0.
    int most = Math.max(1, rows * TokenMask.most(length));
    int[] at = new int[most];
    int[] right = new int[most];
    float[] weight = new float[most];
    int filled = 0;
    for (int row = 0; row < examples.size(); row++) {
      TokenMask mask = masked(examples.get(row), epoch);
      System.arraycopy(mask.tokens(), 0, batch.tokens(), row * length, mask.tokens().length);
      for (int i = 0; i < mask.positions().length; i++) {
        at[filled] = row * length + mask.positions()[i];
        right[filled] = mask.answers()[i];
        weight[filled++] = 1;
      }
    }
    batch.feed(graph.inputs(), feeds);
    feeds.ints(positions, at, most);
    feeds.ints(answers, right, most);
    feeds.floats(asked, weight, most);
  }

  /** Depends on the seed, the epoch and the person, not on the batch it stands in. */
  private TokenMask masked(PersonSequence sequence, int epoch) {
    SplittableRandom random = Seeds.stream(seed, "mask " + sequence.person().value(), epoch);
    PersonSequence read = epoch < 0 ? sequence : SentenceShuffle.shuffled(sequence, random);
    return TokenMask.draw(read, graph.spec().vocabularySize(), random);
  }
}
