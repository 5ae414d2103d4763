package dev.norn.model.augmentation;

import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import dev.norn.model.graph.Seeds;
import dev.norn.sequence.PersonSequence;
import java.util.SplittableRandom;

/**
 * How a training run reads a life. What a person is read as depends on the seed, the epoch and the
 * person, not on the batch.
 *
 * @param seed of the changes
 */
public record Reading(ModelSpec spec, Augmentation augmentation, long seed) {

  /**
   * @param epoch negative in validation, which reads a life the same each time
   */
  public PersonSequence read(PersonSequence life, int epoch) {
    if (epoch >= 0) {
      return augmentation.apply(spec, life, stream(life, epoch));
    }
    return spec.has(Quirk.SHUFFLED_VALIDATION)
        ? Augmentation.PERMUTATION.apply(spec, life, stream(life, epoch))
        : life;
  }

  private SplittableRandom stream(PersonSequence life, int epoch) {
    return Seeds.stream(seed, "reading " + life.person().value(), epoch);
  }
}
