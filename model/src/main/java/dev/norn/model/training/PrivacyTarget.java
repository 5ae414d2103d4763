package dev.norn.model.training;

import dev.norn.cohort.Split;
import dev.norn.model.ModelSpec;
import dev.norn.model.accounting.PrivacyAccountant;
import dev.norn.model.accounting.PrivacyGuarantee;
import dev.norn.model.accounting.SampledSteps;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.finetuning.LabelledSequence;
import dev.norn.model.graph.Optimiser;
import dev.norn.model.graph.PrivateSteps;
import dev.norn.model.graph.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How private a training is to be.
 *
 * @param epsilon at most, over all stages; null where the noise is given
 * @param noiseMultiplier null where it follows from epsilon
 * @param delta null for a tenth of 1 ÷ people of the training side
 * @param clippingNorm longest gradient of one person
 * @param peopleOfAStep in the mean; null for a sixteenth of those who can be drawn, but 32 at least
 * @param peakRate of the schedule of both stages
 */
public record PrivacyTarget(
    Double epsilon,
    Double noiseMultiplier,
    Double delta,
    double clippingNorm,
    Integer peopleOfAStep,
    double peakRate) {

  public static final double CLIPPING_NORM = 1;
  public static final double PEAK_RATE = 2e-2;

  private static final int STEPS_OF_AN_EPOCH = 16;
  private static final int LEAST_PEOPLE = 32;

  public PrivacyTarget {
    if ((epsilon == null) == (noiseMultiplier == null)) {
      throw new IllegalArgumentException(
          "[private training] expected either an epsilon or a noise multiplier; found "
              + (epsilon == null ? "neither" : "both"));
    }
  }

  /**
   * The plan with private stages, and what they guarantee.
   *
   * @throws IllegalArgumentException if the plan does what noise cannot hide, delta is not below 1
   *     ÷ people, or no noise reaches epsilon
   */
  TrainingPlan applied(TrainingPlan plan, Corpus corpus) {
    requireSeparatePeople(plan);
    long people = corpus.manifest().people(Split.TRAIN);
    double least = delta == null ? 0.1 / people : delta;
    if (!(least > 0 && least * people < 1)) {
      throw new IllegalArgumentException(
          "[delta] found %s, expected a number above 0 and below 1 ÷ %,d people of the training side: a delta of that allows to give one of them away"
              .formatted(least, people));
    }
    List<PrivacyGuarantee.Stage> stages = new ArrayList<>();
    plan.pretraining().ifPresent(each -> stages.add(stage("pre-training", each, people)));
    stages.add(stage("fine-tuning", plan.finetuning(), labelled(plan, corpus)));
    double noise =
        noiseMultiplier != null
            ? noiseMultiplier
            : PrivacyAccountant.noiseMultiplier(epsilon, least, steps(stages));
    PrivacyGuarantee.Stage last = stages.get(stages.size() - 1);
    return plan.withPretraining(
            plan.pretraining().map(each -> settings(each, steps(stages.get(0), noise))))
        .withFinetuning(settings(plan.finetuning(), steps(last, noise)))
        .withPrivacy(PrivacyGuarantee.of(least, clippingNorm, noise, stages));
  }

  private TrainingSettings settings(TrainingSettings own, PrivateSteps steps) {
    return own.withPrivacy(steps)
        .withOptimiser(Optimiser.adamW(peakRate).withDecay(own.optimiser().decay()));
  }

  private static void requireSeparatePeople(TrainingPlan plan) {
    if (!plan.spec().is(ModelSpec.Mode.NORN)) {
      throw new IllegalArgumentException(
          "[private training] found mode paper or quirks of it, which draw and weigh people by one"
              + " another; expected mode norn");
    }
    if (plan.space() != SpaceCheck.SKIPPED) {
      throw new IllegalArgumentException(
          "[private training] found a look at the space of tokens, which trains without noise on the"
              + " same people; expected --space=skipped");
    }
  }

  private PrivacyGuarantee.Stage stage(String name, TrainingSettings settings, long people) {
    if (people < 1) {
      throw new IllegalArgumentException(
          "[" + name + "] nobody to train on; check the cohort and the split of the corpus");
    }
    double wanted =
        peopleOfAStep == null
            ? Math.max(LEAST_PEOPLE, people / (double) STEPS_OF_AN_EPOCH)
            : peopleOfAStep;
    double rate = Math.min(1, wanted / people);
    long steps = new PrivateSteps(clippingNorm, 1, rate, people).stepsOfAnEpoch();
    return new PrivacyGuarantee.Stage(name, people, rate, steps * settings.epochs(), 0);
  }

  private PrivateSteps steps(PrivacyGuarantee.Stage stage, double noise) {
    return new PrivateSteps(clippingNorm, noise, stage.samplingRate(), stage.people());
  }

  private static List<SampledSteps> steps(List<PrivacyGuarantee.Stage> stages) {
    return stages.stream()
        .map(stage -> new SampledSteps(stage.samplingRate(), stage.planned()))
        .toList();
  }

  private static long labelled(TrainingPlan plan, Corpus corpus) {
    try (Stream<LabelledSequence> people = LabelledPeople.of(plan, corpus).of(Split.TRAIN)) {
      return people.count();
    }
  }
}
