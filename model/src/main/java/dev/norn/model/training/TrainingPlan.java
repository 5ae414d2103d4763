package dev.norn.model.training;

import dev.norn.model.ModelSpec;
import dev.norn.model.evaluation.TokenDivision;
import dev.norn.model.graph.TrainingSettings;
import java.util.List;
import java.util.Map;

/**
 * Everything that decides a release besides its corpus.
 *
 * @param horizons ISO-8601 period by outcome, for the release to state
 * @param sexTokens texts of the background tokens that mark sex, for the life table
 * @param divisions of the people into subgroups, for the evaluation
 * @param space whether the space of tokens is looked at
 */
public record TrainingPlan(
    ModelSpec spec,
    TrainingSettings pretraining,
    TrainingSettings finetuning,
    Map<String, String> horizons,
    List<String> sexTokens,
    List<TokenDivision> divisions,
    SpaceCheck space,
    long seed) {

  // Of half the longest length, so that a small model takes as many steps as a large one.
  private static final int BATCH_SEQUENCES = 32;
  private static final double PRETRAINING_RATE = 2e-3;
  private static final double FINETUNING_RATE = 1e-3;

  public TrainingPlan {
    horizons = Map.copyOf(horizons);
    sexTokens = List.copyOf(sexTokens);
    divisions = List.copyOf(divisions);
  }

  /** A few minutes on two cores for some thousand people. */
  public static TrainingPlan of(
      ModelSpec spec, Map<String, String> horizons, List<String> sexTokens, long seed) {
    int positions = BATCH_SEQUENCES * spec.maxLength() / 2;
    return new TrainingPlan(
        spec,
        TrainingSettings.of(3, PRETRAINING_RATE, seed).withBatchPositions(positions),
        TrainingSettings.of(5, FINETUNING_RATE, seed).withBatchPositions(positions),
        horizons,
        sexTokens,
        List.of(),
        SpaceCheck.SKIPPED,
        seed);
  }

  public TrainingPlan withDivisions(List<TokenDivision> other) {
    return new TrainingPlan(spec, pretraining, finetuning, horizons, sexTokens, other, space, seed);
  }

  public TrainingPlan withSpace(SpaceCheck other) {
    return new TrainingPlan(
        spec, pretraining, finetuning, horizons, sexTokens, divisions, other, seed);
  }
}
