package dev.norn.model.finetuning;

import dev.norn.model.augmentation.Augmentation;
import dev.norn.model.augmentation.Reading;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Feeds;
import dev.norn.model.graph.Objective;
import dev.norn.model.graph.SequenceBatch;
import dev.norn.model.graph.TrainingGraph;
import dev.norn.outcome.OutcomeKind;
import dev.norn.sequence.PersonSequence;
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

  private final TrainingGraph graph;
  private final Reading reading;
  private final List<HeadSpec> heads;
  private final List<float[]> starts;
  private final List<Answers> answers;
  private final Optional<BalancedDraws> draws;

  OutcomePrediction(
      TrainingGraph graph,
      long seed,
      List<HeadSpec> heads,
      List<float[]> starts,
      Optional<BalancedDraws> draws) {
    this.graph = graph;
    this.reading = new Reading(graph.spec(), augmentation(heads), seed);
    this.heads = heads;
    this.starts = starts;
    this.draws = draws;
    this.answers = heads.stream().map(head -> Answers.create(graph.tf(), head)).toList();
  }

  private static Augmentation augmentation(List<HeadSpec> heads) {
    return heads.stream().allMatch(head -> head.kind() == OutcomeKind.ORDINAL)
        ? Augmentation.PERSONALITY
        : Augmentation.LIFE_COURSE;
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
    return draws.isPresent() ? draws.get().from(examples, epoch) : examples;
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
            dropout,
            heads,
            starts);
    if (dropout.isTraining()) {
      return pass.trainingLoss(answers, graph.parameters());
    }
    Loss loss = pass.loss(answers);
    return isComparedByLift()
        ? loss.rankedBy(graph.tf().reshape(pass.logits(), graph.tf().array(-1)))
        : loss;
  }

  @Override
  public Criterion<LabelledSequence> criterion() {
    return isComparedByLift() ? new LiftCriterion() : Criterion.loss();
  }

  private boolean isComparedByLift() {
    return LiftCriterion.compares(graph.spec(), heads);
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
