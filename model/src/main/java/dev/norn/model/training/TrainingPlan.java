package dev.norn.model.training;

import dev.norn.model.ModelSpec;
import dev.norn.model.accounting.PrivacyGuarantee;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.TokenDivision;
import dev.norn.model.graph.TrainingSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides a release besides its corpus.
 *
 * @param pretraining empty to fine-tune from nothing
 * @param labelShare share of the labelled training people that fine-tuning sees, above 0 and at
 *     most 1; who they are depends on the seed, and those of a smaller share are among those of a
 *     larger one. Stopping and calibration still see all of the validation split
 * @param horizons ISO-8601 period by outcome, for the release to state
 * @param sexTokens texts of the background tokens that mark sex, for the life table
 * @param divisions of the people into subgroups, for the evaluation
 * @param space whether the space of tokens is looked at; a plan of presets skips it
 * @param privacy what differentially private stages guarantee once they are done; empty where they
 *     are not private
 */
public record TrainingPlan(
    ModelSpec spec,
    Optional<TrainingSettings> pretraining,
    TrainingSettings finetuning,
    double labelShare,
    Map<String, String> horizons,
    List<String> sexTokens,
    List<TokenDivision> divisions,
    SpaceCheck space,
    Optional<PrivacyGuarantee> privacy,
    long seed) {

  public TrainingPlan {
    horizons = Map.copyOf(horizons);
    sexTokens = List.copyOf(sexTokens);
    divisions = List.copyOf(divisions);
    if (!(labelShare > 0 && labelShare <= 1)) {
      throw new IllegalArgumentException(
          "[label share] expected a number above 0 and at most 1; found " + labelShare);
    }
  }

  /**
   * A few minutes on two cores for some thousand people, at preset small.
   *
   * @param trainingPositions of all sequences of the training split together
   */
  public static TrainingPlan of(
      ModelSpec spec,
      long trainingPositions,
      Map<String, String> horizons,
      List<String> sexTokens,
      long seed) {
    PresetSettings settings = new PresetSettings(spec, trainingPositions, seed);
    return new TrainingPlan(
        spec,
        Optional.of(settings.pretraining()),
        settings.finetuning(),
        1,
        horizons,
        sexTokens,
        List.of(),
        SpaceCheck.SKIPPED,
        Optional.empty(),
        seed);
  }

  public TrainingPlan withPretraining(Optional<TrainingSettings> other) {
    return new TrainingPlan(
        spec, other, finetuning, labelShare, horizons, sexTokens, divisions, space, privacy, seed);
  }

  public TrainingPlan withFinetuning(TrainingSettings other) {
    return new TrainingPlan(
        spec, pretraining, other, labelShare, horizons, sexTokens, divisions, space, privacy, seed);
  }

  public TrainingPlan withLabelShare(double other) {
    return new TrainingPlan(
        spec, pretraining, finetuning, other, horizons, sexTokens, divisions, space, privacy, seed);
  }

  public TrainingPlan withDivisions(List<TokenDivision> other) {
    return new TrainingPlan(
        spec,
        pretraining,
        finetuning,
        labelShare,
        horizons,
        sexTokens,
        other,
        space,
        privacy,
        seed);
  }

  public TrainingPlan withSpace(SpaceCheck other) {
    return new TrainingPlan(
        spec,
        pretraining,
        finetuning,
        labelShare,
        horizons,
        sexTokens,
        divisions,
        other,
        privacy,
        seed);
  }

  /**
   * @throws IllegalArgumentException if the plan does what noise cannot hide, or the target cannot
   *     be reached
   */
  public TrainingPlan withPrivacy(PrivacyTarget target, Corpus corpus) {
    return target.applied(this, corpus);
  }

  TrainingPlan withPrivacy(PrivacyGuarantee guarantee) {
    return new TrainingPlan(
        spec,
        pretraining,
        finetuning,
        labelShare,
        horizons,
        sexTokens,
        divisions,
        space,
        Optional.of(guarantee),
        seed);
  }
}
