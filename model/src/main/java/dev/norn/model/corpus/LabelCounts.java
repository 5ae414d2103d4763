package dev.norn.model.corpus;

import dev.norn.outcome.OutcomeLabel;

/** People of one split by their label for one outcome. */
public record LabelCounts(long negative, long positive, long unknown) {

  static final LabelCounts NONE = new LabelCounts(0, 0, 0);

  LabelCounts plus(OutcomeLabel label) {
    return switch (label) {
      case NEGATIVE -> new LabelCounts(negative + 1, positive, unknown);
      case POSITIVE -> new LabelCounts(negative, positive + 1, unknown);
      case UNKNOWN -> new LabelCounts(negative, positive, unknown + 1);
    };
  }
}
