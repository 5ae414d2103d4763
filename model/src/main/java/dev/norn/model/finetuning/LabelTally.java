package dev.norn.model.finetuning;

import dev.norn.outcome.OutcomeLabel;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How many examples have which label, by outcome; one pass, nothing of the examples is kept. */
final class LabelTally {

  private final int outcomes;
  private final double[] positive;
  private final double[] negative;

  private LabelTally(int outcomes) {
    this.outcomes = outcomes;
    this.positive = new double[outcomes];
    this.negative = new double[outcomes];
  }

  /**
   * @throws IllegalArgumentException if examples differ in their number of labels
   */
  static LabelTally of(Supplier<Stream<LabelledSequence>> examples) {
    try (Stream<LabelledSequence> all = examples.get()) {
      Iterator<LabelledSequence> each = all.iterator();
      LabelledSequence first = each.hasNext() ? each.next() : null;
      LabelTally tally = new LabelTally(first == null ? 1 : first.labels().size());
      for (LabelledSequence next = first;
          next != null;
          next = each.hasNext() ? each.next() : null) {
        tally.add(next.labels());
      }
      return tally;
    }
  }

  /**
   * @throws IllegalArgumentException if an example has another number of labels
   */
  void requireSameOutcomes(Supplier<Stream<LabelledSequence>> others) {
    try (Stream<LabelledSequence> all = others.get()) {
      all.forEach(example -> requireSame(example.labels()));
    }
  }

  private void add(List<OutcomeLabel> labels) {
    requireSame(labels);
    for (int i = 0; i < outcomes; i++) {
      positive[i] += labels.get(i) == OutcomeLabel.POSITIVE ? 1 : 0;
      negative[i] += labels.get(i) == OutcomeLabel.NEGATIVE ? 1 : 0;
    }
  }

  private void requireSame(List<OutcomeLabel> labels) {
    if (labels.size() != outcomes || outcomes == 0) {
      throw new IllegalArgumentException(
          "[labels] an example has %d labels, the first has %d; give every example one per outcome"
              .formatted(labels.size(), outcomes));
    }
  }

  /** With half a person added to each side, so that a rare outcome has finite odds. */
  float[] logOdds() {
    float[] odds = new float[outcomes];
    for (int i = 0; i < outcomes; i++) {
      odds[i] = (float) Math.log((positive[i] + 0.5) / (negative[i] + 0.5));
    }
    return odds;
  }
}
