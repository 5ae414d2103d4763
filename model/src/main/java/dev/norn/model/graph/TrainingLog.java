package dev.norn.model.graph;

import java.util.List;
import java.util.stream.Stream;

/**
 * What happened in a training run; equal for equal seeds up to rounding, as it holds no times.
 *
 * @param settings that decide, with what else the release names, what came out
 * @param bestEpoch from 1; the epoch whose weights were kept; 0 before the first validation
 */
public record TrainingLog(
    String stage, TrainingSettings settings, List<Epoch> epochs, int bestEpoch) {

  /**
   * @param epoch from 1
   * @param validated whether the settings have a validation after it
   * @param trainingLoss mean over all answers, with dropout, while the weights changed; no number
   *     where training was private, as nothing hides a person in it
   * @param validationLoss mean over all answers, at the end of the epoch; no number without
   *     validation
   * @param criterion what epochs are compared by, the lower the better: the validation loss, but
   *     where {@link dev.norn.model.Quirk#STOPPED_BY_LIFT} or {@link
   *     dev.norn.model.Quirk#STOPPED_BY_KAPPA} says otherwise; no number without validation
   * @param tokens real positions trained on; 0 where training was private
   * @param paddingRatio positions computed ÷ positions real
   */
  public record Epoch(
      int epoch,
      boolean validated,
      double trainingLoss,
      double validationLoss,
      double criterion,
      long steps,
      long tokens,
      double paddingRatio) {}

  public TrainingLog {
    epochs = List.copyOf(epochs);
  }

  static TrainingLog empty(String stage, TrainingSettings settings) {
    return new TrainingLog(stage, settings, List.of(), 0);
  }

  TrainingLog with(Epoch epoch) {
    List<Epoch> longer = Stream.concat(epochs.stream(), Stream.of(epoch)).toList();
    boolean better =
        epoch.validated() && (bestEpoch == 0 || epoch.criterion() < best().criterion());
    return new TrainingLog(stage, settings, longer, better ? epoch.epoch() : bestEpoch);
  }

  Epoch best() {
    return epochs.get(bestEpoch - 1);
  }

  /** Over all epochs. */
  public long steps() {
    return epochs.stream().mapToLong(Epoch::steps).sum();
  }

  /** Steps up to the end of the best epoch. */
  long bestSteps() {
    return epochs.subList(0, bestEpoch).stream().mapToLong(Epoch::steps).sum();
  }

  /** Whether training is over: all epochs done, or none better for as long as patience lasts. */
  boolean ended() {
    int better = 0;
    double least = Double.POSITIVE_INFINITY;
    for (Epoch epoch : epochs) {
      if (epoch.criterion() < least - settings.minDelta()) {
        least = epoch.criterion();
        better = epoch.epoch();
      }
    }
    return epochs.size() >= settings.epochs() || epochs.size() - better >= settings.patience();
  }
}
