package dev.norn.model.pretraining;

import dev.norn.model.augmentation.Augmentation;
import dev.norn.model.augmentation.Reading;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Feeds;
import dev.norn.model.graph.Objective;
import dev.norn.model.graph.Seeds;
import dev.norn.model.graph.SequenceBatch;
import dev.norn.model.graph.TrainingGraph;
import dev.norn.sequence.PersonSequence;
import java.util.List;
import java.util.SplittableRandom;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Filling in masked tokens (four fifths of the loss) and telling whether events stand in their
 * order (one fifth), as in life2vec (Savcisens et al. 2024).
 */
final class MaskedTokensAndOrder implements Objective<PersonSequence> {

  private static final double MASKED = 0.8;
  private static final double ORDER = 0.2;

  private final TrainingGraph graph;
  private final Reading reading;
  private final long seed;
  private final Placeholder<TInt32> positions;
  private final Placeholder<TInt32> answers;
  private final Placeholder<TFloat32> asked;
  private final Placeholder<TInt32> orders;
  private final Placeholder<TFloat32> ordered;

  MaskedTokensAndOrder(TrainingGraph graph, long seed) {
    this.graph = graph;
    this.reading = new Reading(graph.spec(), Augmentation.LIFE_COURSE, seed);
    this.seed = seed;
    Ops tf = graph.tf();
    this.positions = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    this.answers = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    this.asked = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
    this.orders = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    this.ordered = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
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
    Operand<TFloat32> logits =
        new SentenceOrderHead(tf, graph.spec(), graph.parameters())
            .logits(graph.inputs(), encoded, dropout);
    return new Loss(
        List.of(
            new Term(MASKED, masked(encoded, dropout), tf.reduceSum(asked, tf.array(0))),
            SentenceOrderHead.term(tf, ORDER, logits, orders, ordered)));
  }

  private Operand<TFloat32> masked(Operand<TFloat32> encoded, Dropout dropout) {
    Ops tf = graph.tf();
    Operand<TFloat32> logits =
        new MaskedTokenHead(tf, graph.spec(), graph.parameters())
            .logits(encoded, positions, dropout);
    Operand<TFloat32> right =
        tf.oneHot(
            answers, tf.constant(graph.spec().vocabularySize()), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> losses = tf.nn.softmaxCrossEntropyWithLogits(logits, right).loss();
    return tf.reduceSum(tf.math.mul(losses, asked), tf.array(0));
  }

  @Override
  public void feed(Feeds feeds, List<PersonSequence> examples, int rows, int length, int epoch) {
    SequenceBatch batch = new SequenceBatch(rows, length);
    // One shape for one batch shape: what is not asked weighs 0.
    int most = Math.max(1, rows * TokenMask.most(length));
    int[] at = new int[most];
    int[] right = new int[most];
    float[] weight = new float[most];
    int[] order = new int[rows];
    float[] counted = new float[rows];
    int filled = 0;
    for (int row = 0; row < examples.size(); row++) {
      SplittableRandom random = stream(examples.get(row), epoch);
      SentenceOrder read = SentenceOrder.draw(reading.read(examples.get(row), epoch), random);
      order[row] = read.answer();
      counted[row] = 1;
      TokenMask mask = TokenMask.draw(read.sequence(), graph.spec().vocabularySize(), random);
      batch.put(row, read.sequence());
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
    feeds.ints(orders, order, rows);
    feeds.floats(ordered, counted, rows);
  }

  /** Depends on the seed, the epoch and the person, not on the batch it stands in. */
  private SplittableRandom stream(PersonSequence life, int epoch) {
    return Seeds.stream(seed, "mask " + life.person().value(), epoch);
  }
}
