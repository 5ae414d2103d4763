package dev.norn.model.accounting;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What training with noise promises about each person of the training side: whether one of them was
 * there or not changes the probability of any weights by a factor of e^epsilon at most, but for
 * delta. It stands in the release.
 *
 * @param epsilon of all planned steps of all stages together, also where fewer were taken: when to
 *     stop was not decided before
 * @param delta below 1 ÷ people
 * @param neighbours what two trainings differ by that are hardly told apart
 * @param accountant how epsilon was computed
 * @param clippingNorm longest gradient of one person
 * @param noiseMultiplier deviation of the noise ÷ clipping norm, in every stage
 * @param stages in their order
 * @param draws where noise and the draw of people came from
 * @param notCovered what else came of people's data and has no such promise
 */
public record PrivacyGuarantee(
    double epsilon,
    double delta,
    String neighbours,
    String accountant,
    double clippingNorm,
    double noiseMultiplier,
    List<Stage> stages,
    String draws,
    List<String> notCovered) {

  private static final String NEIGHBOURS = "one person more or fewer on the training side";
  private static final String ACCOUNTANT =
      "Rényi divergences of the sampled Gaussian mechanism (Mironov, Talwar, Zhang 2019), converted"
          + " as by Canonne, Kamath, Steinke 2020";
  private static final String DRAWS =
      "from a key that is in no release; noise and draws cannot be repeated from the seeds";
  private static final List<String> NOT_COVERED =
      List.of(
          "people of the validation side, whom stopping, the first biases, cuts of times, calibration"
              + " and the mean embedding were taken from, and of the test side",
          "the vocabulary: its tokens, counts and bins; how many people each side has and what share of"
              + " them is positive",
          "baselines and what is reported of them, which were fitted on the training side without"
              + " noise",
          "other releases from the same people, whose epsilons add up to more, and settings that were"
              + " tried before",
          "what the model says of a person from that person's own life");

  /**
   * @param people who could be drawn
   * @param samplingRate with which each was drawn in a step
   * @param planned steps that epsilon is of
   * @param taken steps, no more than planned
   */
  public record Stage(String name, long people, double samplingRate, long planned, long taken) {

    public Stage {
      if (taken > planned) {
        throw new IllegalStateException(
            "[%s] %d private steps were taken, %d accounted for; no release of this run is private"
                .formatted(name, taken, planned));
      }
    }

    SampledSteps sampled() {
      return new SampledSteps(samplingRate, planned);
    }
  }

  public PrivacyGuarantee {
    stages = List.copyOf(stages);
    notCovered = List.copyOf(notCovered);
  }

  /** Of steps that are planned. */
  public static PrivacyGuarantee of(
      double delta, double clippingNorm, double noiseMultiplier, List<Stage> stages) {
    List<SampledSteps> steps = stages.stream().map(Stage::sampled).toList();
    return new PrivacyGuarantee(
        new PrivacyAccountant(noiseMultiplier, steps).epsilon(delta),
        delta,
        NEIGHBOURS,
        ACCOUNTANT,
        clippingNorm,
        noiseMultiplier,
        stages,
        DRAWS,
        NOT_COVERED);
  }

  /**
   * @param taken steps by stage, in their order
   * @throws IllegalStateException if more were taken than planned
   */
  public PrivacyGuarantee after(List<Long> taken) {
    Stream.Builder<Stage> done = Stream.builder();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      done.add(
          new Stage(
              stage.name(), stage.people(), stage.samplingRate(), stage.planned(), taken.get(i)));
    }
    return new PrivacyGuarantee(
        epsilon,
        delta,
        neighbours,
        accountant,
        clippingNorm,
        noiseMultiplier,
        done.build().toList(),
        draws,
        notCovered);
  }

  /** A sentence without its full stop. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "(%.3f, %.3g)-differentially private for each person of the training side: noise multiplier"
            + " %s, clipping norm %s, %s",
        epsilon,
        delta,
        noiseMultiplier,
        clippingNorm,
        String.join("; ", stages.stream().map(PrivacyGuarantee::text).toList()));
  }

  private static String text(Stage stage) {
    return String.format(
        Locale.ROOT,
        "%s %,d of %,d planned steps, %,d people each at rate %.4g",
        stage.name(),
        stage.taken(),
        stage.planned(),
        stage.people(),
        stage.samplingRate());
  }
}
