package dev.norn.model.graph;

import dev.norn.vocab.SpecialToken;
import java.util.List;

/**
 * How weights follow their gradients; everything but the gradients themselves.
 *
 * @param beta2 share of the second moment that is kept
 * @param epsilon added to the root of the second moment
 * @param layerFactor rate of a layer ÷ rate of what lies above it: with n layers, layer i from 0
 *     has the schedule's rate · factor^(n - i), the embedding that · factor^n, a head the rate
 * @param trainedTokens ids of the rows of the token table that are trained; all where empty
 */
public record Optimiser(
    Rule rule,
    Schedule schedule,
    double beta2,
    double epsilon,
    double layerFactor,
    WeightDecay decay,
    Clipping clipping,
    List<Integer> trainedTokens) {

  /** How moments become a change; both as in PyTorch. */
  public enum Rule {
    /** Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019). */
    ADAM_W,
    /**
     * Adam that leaves out the second moment while too little of it is known (Liu et al. 2020);
     * decay is part of the gradient, after clipping.
     */
    R_ADAM
  }

  // Below this many degrees of freedom the variance of the adaptive rate is not finite.
  private static final double LEAST_KNOWN = 5;

  public Optimiser {
    trainedTokens = List.copyOf(trainedTokens);
    if (!(beta2 >= 0 && beta2 < 1) || !(epsilon > 0) || !(layerFactor > 0 && layerFactor <= 1)) {
      throw new IllegalArgumentException(
          ("[optimiser] expected beta2 from 0 to below 1, a positive epsilon, layerFactor above 0"
                  + " and at most 1; found %s, %s, %s")
              .formatted(beta2, epsilon, layerFactor));
    }
  }

  /** AdamW, one cycle with a tenth of the steps to warm up, matrices decayed. */
  public static Optimiser adamW(double peakRate) {
    return adamW(new OneCycle(peakRate, 0.1), WeightDecay.MATRICES);
  }

  /** That of life2vec's pre-training, at a peak of 5e-3 there. */
  public static Optimiser paperPretraining(double peakRate) {
    return adamW(new OneCycle(peakRate, 0.05), WeightDecay.PAPER_PRETRAINING);
  }

  /**
   * That of life2vec's fine-tuning. The token table keeps still but for {@code [CLS]} and {@code
   * [UNK]} (a placeholder that the published code trains beside them is no token of Norn's).
   *
   * @param peakRate 0.01 for death, 0.001 for emigration
   */
  public static Optimiser paperFinetuning(double peakRate) {
    return new Optimiser(
        Rule.R_ADAM,
        new ExponentialFall(peakRate, 0.8, 0.9),
        0.999,
        1e-6,
        0.95,
        WeightDecay.PAPER_FINETUNING,
        new Clipping(Clipping.By.VALUE, 1),
        List.of(SpecialToken.CLS.id(), SpecialToken.UNK.id()));
  }

  /** That of life2vec's fine-tuning to personality, at 5e-4 there; the token table as above. */
  public static Optimiser paperPersonality(double peakRate) {
    return new Optimiser(
        Rule.ADAM_W,
        new ExponentialFall(peakRate, 0.8, 0.9),
        0.999,
        1e-8,
        0.95,
        WeightDecay.PAPER_PERSONALITY,
        new Clipping(Clipping.By.GLOBAL_NORM, 1),
        List.of(SpecialToken.CLS.id(), SpecialToken.UNK.id()));
  }

  private static Optimiser adamW(Schedule schedule, WeightDecay decay) {
    return new Optimiser(
        Rule.ADAM_W,
        schedule,
        0.999,
        1e-6,
        1,
        decay,
        new Clipping(Clipping.By.GLOBAL_NORM, 1),
        List.of());
  }

  public Optimiser withDecay(WeightDecay other) {
    return new Optimiser(
        rule, schedule, beta2, epsilon, layerFactor, other, clipping, trainedTokens);
  }

  /** The schedule's rate times this is the rate of a weight. */
  double rateFactor(String weight, int layers) {
    return Math.pow(layerFactor, WeightPlace.of(weight).depth(layers));
  }

  /**
   * The numbers of one step. The first moment is corrected by beta1^(step + 1) with the beta1 of
   * this very step, though beta1 changes from step to step: PyTorch does so, and with it life2vec.
   *
   * @param step from 0
   */
  UpdateNumbers numbers(long step, Schedule.Point point) {
    double known1 = 1 - Math.pow(point.beta1(), step + 1);
    double left2 = Math.pow(beta2, step + 1);
    double root2 = Math.sqrt(1 - left2);
    double most = 2 / (1 - beta2) - 1;
    double degrees = most - 2 * (step + 1) * left2 / (1 - left2);
    double rate = point.rate() / known1;
    return switch (rule) {
      case ADAM_W -> new UpdateNumbers(point, rate, 1 / root2, epsilon);
      case R_ADAM ->
          degrees > LEAST_KNOWN
              ? new UpdateNumbers(
                  point, rate * rectified(degrees, most), 1 / root2, epsilon / root2)
              : new UpdateNumbers(point, rate, 0, 1);
    };
  }

  private static double rectified(double degrees, double most) {
    return Math.sqrt((degrees - 4) * (degrees - 2) * most / ((most - 4) * (most - 2) * degrees));
  }
}
