package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import dev.norn.model.augmentation.Augmentation;
import dev.norn.model.augmentation.Reading;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Feeds;
import dev.norn.model.graph.Objective;
import dev.norn.model.graph.SequenceBatch;
import dev.norn.model.graph.TrainingGraph;
import dev.norn.sequence.PersonSequence;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * All heads together. Neither classes nor sampling are re-balanced, unless a head's published
 * method says so: only so do the scores stay probabilities at the share that the outcome has in the
 * cohort.
 */
final class OutcomePrediction implements Objective<LabelledSequence> {

  // As life2vec is fine-tuned to personality.
  private static final double ORDINAL_ENCODER_DROPOUT = 0.4;
  private static final double ORDINAL_HEAD_DROPOUT = 0.3;

  private final TrainingGraph graph;
  private final Reading reading;
  private final List<HeadSpec> heads;
  private final List<float[]> starts;
  private final boolean eachAlone;
  private final List<Answers> answers;
  private final Optional<BalancedDraws> balanced;
  private final Optional<DifficultyDraws> byDifficulty;

  /**
   * @param eachAlone whether no loss may depend on other people's, as in private training: then
   *     ordinal losses are not weighted by how they varied in earlier batches
   */
  OutcomePrediction(
      TrainingGraph graph,
      long seed,
      List<HeadSpec> heads,
      List<float[]> starts,
      boolean eachAlone,
      Optional<BalancedDraws> balanced,
      Optional<DifficultyDraws> byDifficulty) {
    this.graph = graph;
    this.reading = new Reading(graph.spec(), augmentation(heads), seed);
    this.heads = heads;
    this.starts = starts;
    this.eachAlone = eachAlone;
    this.balanced = balanced;
    this.byDifficulty = byDifficulty;
    this.answers = heads.stream().map(head -> Answers.create(graph.tf(), head)).toList();
  }

  private static Augmentation augmentation(List<HeadSpec> heads) {
    return HeadSpec.areOrdinal(heads) ? Augmentation.PERSONALITY : Augmentation.LIFE_COURSE;
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
  public Stream<LabelledSequence> drawn(Stream<LabelledSequence> examples, int epoch) {
    if (byDifficulty.isPresent()) {
      return byDifficulty.get().from(examples, epoch);
    }
    return balanced.isPresent() ? balanced.get().from(examples, epoch) : examples;
  }

  @Override
  public long draws(long examples) {
    return byDifficulty.isPresent() ? DifficultyDraws.draws(examples) : examples;
  }

  @Override
  public Optional<Review<LabelledSequence>> review() {
    return byDifficulty.map(draws -> draws);
  }

  @Override
  public double encoderDropout(ModelSpec spec) {
    return hasOrdinalDropout() ? ORDINAL_ENCODER_DROPOUT : spec.dropout();
  }

  private boolean hasOrdinalDropout() {
    return graph.spec().has(Quirk.ORDINAL_DROPOUT) && HeadSpec.areOrdinal(heads);
  }

  @Override
  public Loss loss(Operand<TFloat32> encoded, Dropout dropout) {
    Heads pass =
        new Heads(
            graph.tf(),
            graph.spec(),
            graph.parameters(),
            graph.inputs(),
            encoded,
            hasOrdinalDropout() ? dropout.at(ORDINAL_HEAD_DROPOUT) : dropout,
            heads,
            starts);
    if (dropout.isTraining() && !eachAlone) {
      return pass.trainingLoss(answers, graph.parameters());
    }
    Loss loss = pass.loss(answers);
    if (LiftCriterion.compares(graph.spec(), heads)) {
      return loss.withPredictions(pass.logits());
    }
    return HeadSpec.areOrdinal(heads) ? loss.withPredictions(classes(pass)) : loss;
  }

  /** Probabilities, head by head: (batch, classes of all heads). */
  private Operand<TFloat32> classes(Heads pass) {
    Collection<Operand<TFloat32>> each = pass.details().values();
    return each.size() == 1
        ? each.iterator().next()
        : graph.tf().concat(each, graph.tf().constant(1));
  }

  @Override
  public Criterion<LabelledSequence> criterion() {
    if (KappaCriterion.compares(graph.spec(), heads)) {
      return new KappaCriterion(heads);
    }
    return LiftCriterion.compares(graph.spec(), heads) ? new LiftCriterion() : Criterion.loss();
  }

  @Override
  public void feed(Feeds feeds, List<LabelledSequence> examples, int rows, int length, int epoch) {
    SequenceBatch.of(
            examples.stream().map(each -> reading.read(each.sequence(), epoch)).toList(),
            rows,
            length)
        .feed(graph.inputs(), feeds);
    for (int i = 0; i < heads.size(); i++) {
      int place = i;
      answers
          .get(i)
          .feed(feeds, examples.stream().map(each -> each.outcomes().get(place)).toList(), rows);
    }
  }
}
