package dev.norn.model.evaluation;

import dev.norn.model.graph.Seeds;
import java.util.List;
import java.util.Set;

/**
 * How a baseline comes from examples: fitted on the training split, tuned on the validation one.
 */
@FunctionalInterface
public interface BaselineMethod {

  Baseline fit(LabelledExamples train, LabelledExamples validation);

  /** Whether it has what it learns from. */
  default boolean applies(LabelledExamples train) {
    return true;
  }

  /**
   * Those that every evaluation has.
   *
   * @param sexTokens ids of the background tokens that mark sex; empty when none does
   * @param seed of those that draw
   */
  static List<BaselineMethod> standard(Set<Integer> sexTokens, long seed) {
    long trees = Seeds.mixed(seed, "boosted trees");
    return List.of(
        LogisticRegressionBaseline::fit,
        (train, validation) -> LifeTableBaseline.fit(train, sexTokens),
        (train, validation) -> EventRateBaseline.fit(train),
        (train, validation) -> BoostedTreesBaseline.fit(train, validation, trees),
        new CoxMethod());
  }
}
