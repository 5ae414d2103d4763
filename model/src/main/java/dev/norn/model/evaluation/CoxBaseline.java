package dev.norn.model.evaluation;

import dev.norn.model.baseline.CompetingCauses;
import dev.norn.model.baseline.CoxModel;
import dev.norn.model.baseline.FollowedPeople;
import dev.norn.model.corpus.CorpusExample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Cox models of each cause on age, its square and log(1 + count) of the {@value #TOKENS} tokens
 * that most people have, sex among them; the probability is the cumulative incidence of cause 1 at
 * the end of the longest follow-up. Learns from people whose label is unknown too, for as long as
 * they were followed. Of a small grid of penalties the one with the greatest partial likelihood of
 * the validation split is kept.
 *
 * <p>While it is fitted it holds {@value #TOKENS} numbers of 8 bytes for each training person,
 * twice.
 */
public final class CoxBaseline implements Baseline {

  /** Strongest first. */
  private static final double[] GRID = {1_000, 100, 10, 1};

  private static final int TOKENS = 150;

  private final CoxFeatures features;
  private final CompetingCauses causes;
  private final double horizon;

  private CoxBaseline(CoxFeatures features, CompetingCauses causes, double horizon) {
    this.features = features;
    this.causes = causes;
    this.horizon = horizon;
  }

  /**
   * How long each person was followed, and what ended it.
   *
   * @param days from the landmark; 0 for those not observed after it, who are left out
   * @param cause 0 where nothing was seen to happen, 1 for the outcome, from 2 what competes
   */
  record FollowUps(ToIntFunction<CorpusExample> days, ToIntFunction<CorpusExample> cause) {}

  /**
   * @param train at least one of them with cause 1
   * @param validation may hold nobody: then the strongest penalty is kept
   */
  static CoxBaseline fit(
      Supplier<Stream<CorpusExample>> train,
      Supplier<Stream<CorpusExample>> validation,
      FollowUps followUps) {
    CoxFeatures features = CoxFeatures.chosenFrom(train, TOKENS);
    FollowedPeople people = followed(train, features, followUps);
    FollowedPeople held = followed(validation, features, followUps);
    double best = GRID[0];
    double greatest = Double.NEGATIVE_INFINITY;
    for (double ridge : GRID) {
      double likelihood = CoxModel.fit(people, 1, ridge).logLikelihood(held);
      if (likelihood > greatest) {
        best = ridge;
        greatest = likelihood;
      }
    }
    return new CoxBaseline(features, CompetingCauses.fit(people, best), people.lastExit());
  }

  @Override
  public String title() {
    return "Cox model (age, common tokens)";
  }

  @Override
  public double probability(CorpusExample example) {
    return causes.incidence(1, features.of(example), horizon);
  }

  /**
   * @param cause from 1
   * @param day after the landmark, included
   */
  double incidence(CorpusExample example, int cause, double day) {
    return causes.incidence(cause, features.of(example), day);
  }

  private static FollowedPeople followed(
      Supplier<Stream<CorpusExample>> people, CoxFeatures features, FollowUps followUps) {
    List<double[]> rows = new ArrayList<>();
    List<Integer> days = new ArrayList<>();
    List<Integer> causes = new ArrayList<>();
    try (Stream<CorpusExample> examples = people.get()) {
      examples
          .filter(example -> followUps.days().applyAsInt(example) > 0)
          .forEachOrdered(
              example -> {
                rows.add(features.of(example));
                days.add(followUps.days().applyAsInt(example));
                causes.add(followUps.cause().applyAsInt(example));
              });
    }
    return FollowedPeople.fromZero(
        rows.toArray(double[][]::new),
        days.stream().mapToDouble(Integer::doubleValue).toArray(),
        causes.stream().mapToInt(Integer::intValue).toArray());
  }
}
