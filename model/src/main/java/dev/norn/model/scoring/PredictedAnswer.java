package dev.norn.model.scoring;

import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.serving.Encoding;

/**
 * What a model says of one person and outcome beyond a probability; not calibrated.
 *
 * @param expectedCount of an outcome of counts; else null
 * @param likeliestClass of an outcome with classes; {@value #NO_EVENT} where no next event is
 *     likeliest; else null
 * @param classProbability of the likeliest class; else null
 */
public record PredictedAnswer(
    Double expectedCount, String likeliestClass, Double classProbability) {

  /** Of outcomes that a probability says all of, and of who is abstained on. */
  public static final PredictedAnswer NOTHING = new PredictedAnswer(null, null, null);

  static final String NO_EVENT = "none";

  /**
   * @param place of the outcome in the release
   */
  static PredictedAnswer of(HeadSpec head, Encoding encoding, int place) {
    return switch (head.kind()) {
      case BINARY, TIME_TO_EVENT -> NOTHING;
      case COUNT -> new PredictedAnswer((double) encoding.expectedCount(place), null, null);
      case ORDINAL, NEXT_EVENT -> likeliest(head, encoding.classProbabilities(place));
    };
  }

  private static PredictedAnswer likeliest(HeadSpec head, float[] probabilities) {
    int most = 0;
    for (int i = 1; i < probabilities.length; i++) {
      most = probabilities[i] > probabilities[most] ? i : most;
    }
    String name = most < head.classes().size() ? head.classes().get(most) : NO_EVENT;
    return new PredictedAnswer(null, name, Math.min(1, (double) probabilities[most]));
  }
}
