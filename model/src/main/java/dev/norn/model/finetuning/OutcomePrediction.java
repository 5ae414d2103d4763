package dev.norn.model.finetuning;

import dev.norn.model.augmentation.Augmentation;
import dev.norn.model.augmentation.Reading;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Feeds;
import dev.norn.model.graph.Objective;
import dev.norn.model.graph.SequenceBatch;
import dev.norn.model.graph.TrainingGraph;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Binary cross entropy over the known labels. Neither classes nor sampling are re-balanced: only so
 * do the scores stay probabilities at the share that the outcome has in the cohort.
 */
final class OutcomePrediction implements Objective<LabelledSequence> {

  private final TrainingGraph graph;
  private final Reading reading;
  private final float[] startingLogits;
  private final Placeholder<TFloat32> labels;
  private final Placeholder<TFloat32> known;

  OutcomePrediction(TrainingGraph graph, long seed, float[] startingLogits) {
    this.graph = graph;
    this.reading = new Reading(graph.spec(), Augmentation.LIFE_COURSE, seed);
    this.startingLogits = startingLogits;
    Shape shape = Shape.of(-1, startingLogits.length);
    this.labels = graph.tf().placeholder(TFloat32.class, Placeholder.shape(shape));
    this.known = graph.tf().placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  @Override
  public String stage() {
    return "fine-tuning";
  }

  @Override
  public PersonSequence sequence(LabelledSequence example) {
    return example.sequence();
  }

  @Override
  public Loss loss(Operand<TFloat32> encoded, Dropout dropout) {
    Ops tf = graph.tf();
    Operand<TFloat32> summary =
        new PersonSummary(tf, graph.spec(), graph.parameters())
            .summarise(graph.inputs(), encoded, dropout);
    Operand<TFloat32> logits =
        OutcomeHead.logits(tf, graph.spec(), graph.parameters(), summary, startingLogits);
    // -log p(label) = softplus(logit) - label · logit
    Operand<TFloat32> losses = tf.math.sub(tf.math.softplus(logits), tf.math.mul(labels, logits));
    return new Loss(
        tf.reduceSum(tf.math.mul(losses, known), tf.array(0, 1)),
        tf.reduceSum(known, tf.array(0, 1)));
  }

  @Override
  public void feed(Feeds feeds, List<LabelledSequence> examples, int rows, int length, int epoch) {
    int outcomes = startingLogits.length;
    float[] label = new float[rows * outcomes];
    float[] isKnown = new float[label.length];
    int at = 0;
    for (LabelledSequence example : examples) {
      for (OutcomeLabel each : example.labels()) {
        label[at] = each == OutcomeLabel.POSITIVE ? 1 : 0;
        isKnown[at++] = each == OutcomeLabel.UNKNOWN ? 0 : 1;
      }
    }
    SequenceBatch.of(
            examples.stream().map(each -> reading.read(each.sequence(), epoch)).toList(),
            rows,
            length)
        .feed(graph.inputs(), feeds);
    feeds.floats(labels, label, rows, outcomes);
    feeds.floats(known, isKnown, rows, outcomes);
  }
}
