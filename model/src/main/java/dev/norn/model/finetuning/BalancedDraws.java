package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import dev.norn.model.graph.Seeds;
import dev.norn.model.graph.WeightedDraws;
import dev.norn.outcome.OutcomeKind;
import dev.norn.outcome.OutcomeLabel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * As many people as there are, drawn anew in every epoch so that both labels of a single binary
 * outcome come equally often: the sampler of life2vec (Savcisens et al. 2024).
 *
 * @see Quirk#BALANCED_CLASSES
 */
final class BalancedDraws {

  private final Map<OutcomeLabel, Long> people;
  private final long seed;

  private BalancedDraws(Map<OutcomeLabel, Long> people, long seed) {
    this.people = people;
    this.seed = seed;
  }

  /** Empty where the specification has it not, or where there is no single binary outcome. */
  static Optional<BalancedDraws> of(
      ModelSpec spec,
      List<HeadSpec> heads,
      Supplier<Stream<LabelledSequence>> training,
      long seed) {
    boolean single = heads.size() == 1 && heads.get(0).kind() == OutcomeKind.BINARY;
    if (!single || !spec.has(Quirk.BALANCED_CLASSES)) {
      return Optional.empty();
    }
    Map<OutcomeLabel, Long> people = new EnumMap<>(OutcomeLabel.class);
    try (Stream<LabelledSequence> examples = training.get()) {
      examples.forEach(example -> people.merge(label(example), 1L, Long::sum));
    }
    return Optional.of(new BalancedDraws(people, seed));
  }

  Stream<LabelledSequence> from(Stream<LabelledSequence> examples, int epoch) {
    long draws = people.values().stream().mapToLong(Long::longValue).sum();
    return new WeightedDraws<LabelledSequence>(
            example -> 1.0 / people.get(label(example)),
            people.size(),
            draws,
            Seeds.stream(seed, "balanced draws", epoch))
        .from(examples);
  }

  private static OutcomeLabel label(LabelledSequence example) {
    return example.outcomes().get(0).label();
  }
}
