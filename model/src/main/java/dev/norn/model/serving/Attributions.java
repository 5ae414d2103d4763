package dev.norn.model.serving;

import dev.norn.model.release.Release;
import dev.norn.sequence.PersonSequence;
import java.util.List;

/**
 * How much each position pulled an outcome's logit up or down: input times gradient on the embedded
 * input, as in life2vec (Savcisens et al. 2024). An association, not a cause. Whoever opens it
 * closes it; for one thread at a time.
 */
public final class Attributions implements AutoCloseable {

  private final Release release;
  private final ServedModel model;

  public Attributions(Release release) {
    this.release = release;
    this.model = ServedModel.open(release.savedModel(), ModelSignature.EXPLAIN);
  }

  /**
   * @return one number per position of the sequence, in logits
   * @throws IllegalArgumentException when the release has no such outcome
   */
  public float[] of(PersonSequence sequence, String outcome) {
    int place = release.outcomes().indexOf(outcome);
    if (place < 0) {
      throw new IllegalArgumentException(
          "[release " + release.id() + "] no outcome " + outcome + "; it has "
              + release.outcomes());
    }
    return model.run(List.of(sequence), place, "attribution").get(0)[0];
  }

  @Override
  public void close() {
    model.close();
  }
}
