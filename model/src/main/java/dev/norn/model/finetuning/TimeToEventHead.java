package dev.norn.model.finetuning;

import dev.norn.model.graph.Objective;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.ObservedOutcome;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * When which of several competing causes occurs, in discrete time (after DeepHit, Lee et al. 2018,
 * without its ranking loss): one softmax over every cause in every interval and over reaching the
 * horizon free of all. Its logit is the log odds of the event of interest within the horizon.
 *
 * <p>The loss is the exact likelihood. Who was censored has all that was still possible: every
 * later interval, and of the interval of the censoring the part after it, as if events fell evenly
 * within an interval. Nobody is dropped, and being unobserved is not taken for an answer.
 */
final class TimeToEventHead implements Head {

  private final Ops tf;
  private final HeadSpec head;
  private final SoftmaxCells cells;

  /**
   * @param start log shares of the cells among those who are fully observed
   */
  TimeToEventHead(HeadInput in, HeadSpec head, float[] start) {
    this.tf = in.tf();
    this.head = head;
    this.cells = new SoftmaxCells(tf, in.linear(head, start));
  }

  /** How much of each cell was still possible: cause by cause its intervals, then the horizon. */
  static boolean answer(HeadSpec head, ObservedOutcome observed, float[] into, int place) {
    FollowUp seen = observed.followUp();
    if (seen == null || seen.days() == 0) {
      return false;
    }
    if (seen.cause() > head.causes().size()) {
      throw new IllegalArgumentException(
          "[labels of %s] cause number %d; the outcome has the causes %s"
              .formatted(head.outcome(), seen.cause(), head.causes()));
    }
    List<Integer> cuts = head.cuts();
    int free = place + head.answers() - 1;
    int interval = 0;
    while (interval < cuts.size() && seen.days() > cuts.get(interval)) {
      interval++;
    }
    if (interval < cuts.size() && seen.cause() != FollowUp.CENSORED) {
      into[place + (seen.cause() - 1) * cuts.size() + interval] = 1;
      return true;
    }
    into[free] = 1;
    for (int i = interval; i < cuts.size(); i++) {
      int start = i == 0 ? 0 : cuts.get(i - 1);
      float left = i > interval ? 1 : (float) (cuts.get(i) - seen.days()) / (cuts.get(i) - start);
      for (int cause = 0; cause < head.causes().size(); cause++) {
        into[place + cause * cuts.size() + i] = left;
      }
    }
    return true;
  }

  @Override
  public Operand<TFloat32> logit() {
    float[] event = new float[head.answers()];
    float[] others = new float[event.length];
    for (int i = 0; i < event.length; i++) {
      (i < head.cuts().size() ? event : others)[i] = 1;
    }
    return tf.math.sub(cells.logSum(tf.array(event)), cells.logSum(tf.array(others)));
  }

  /** Cumulative incidence by cause at the end of each interval: (batch, causes, intervals). */
  @Override
  public Optional<Operand<TFloat32>> detail() {
    int causes = head.causes().size();
    int intervals = head.cuts().size();
    Operand<TFloat32> events =
        tf.slice(cells.probabilities(), tf.array(0, 0), tf.array(-1, causes * intervals));
    return Optional.of(
        tf.math.cumsum(tf.reshape(events, tf.array(-1, causes, intervals)), tf.constant(2)));
  }

  @Override
  public Objective.Term loss(Answers answers) {
    return answers.sum(tf, cells.loss(answers.given()));
  }
}
