package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.corpus.CanonicalJson;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GapTest {

  private static final StratifiedBootstrap BOOTSTRAP = new StratifiedBootstrap(50, 5, .95);
  private static final int PEOPLE = 1_000;
  private static final int HORIZON = 1_461;

  private final double[] days = new double[PEOPLE];
  private final Scores scores = scores();

  /** What happens in the first 30 days is foreseen by the model, the rest is chance to it. */
  private Scores scores() {
    SplittableRandom random = new SplittableRandom(6);
    double[] p = new double[PEOPLE];
    boolean[] y = new boolean[PEOPLE];
    for (int row = 0; row < PEOPLE; row++) {
      y[row] = row % 2 == 1;
      days[row] = y[row] ? 1 + random.nextInt(row % 4 == 1 ? 30 : HORIZON) : HORIZON;
      p[row] = days[row] <= 30 ? .9 : .1 + .3 * random.nextDouble();
    }
    return new Scores(p, y);
  }

  private List<GapFigures> figures(double[] followed) {
    return GapFigures.all(
        BOOTSTRAP,
        new ScoredModel("model", scores),
        List.of(),
        followed,
        .5,
        new SmallCells(DisclosureRules.DEFAULT));
  }

  @Test
  void eventOnTheLastDayOfTheGapLeavesAndOneOnTheNextDayStays() {
    assertThat(new Gap(30).staying(new double[] {1, 30, 31, 365})).containsExactly(2, 3);
  }

  @Test
  void withoutAGapEverybodyStaysAndWithOneWhoseFollowUpIsUnknownLeaves() {
    double[] followed = {Double.NaN, 400};
    assertThat(new Gap(0).staying(followed)).containsExactly(0, 1);
    assertThat(new Gap(30).staying(followed)).containsExactly(1);
  }

  @Test
  void modelThatForeseesOnlyTheFirstDaysLosesItsRankingBehindAGap() {
    List<GapFigures> figures = figures(days);
    assertThat(figures).extracting(GapFigures::days).containsExactly(0, 30, 365);
    assertThat(figures.get(0).left()).isZero();
    assertThat(figures.get(0).models().get(0).estimates().auroc().low()).isGreaterThan(.65);
    assertThat(figures.get(1).models().get(0).estimates().auroc().excludes(.5)).isFalse();
    long early = Arrays.stream(days).filter(d -> d <= 30).count();
    assertThat(figures.get(1).left()).isEqualTo((int) early);
  }

  @Test
  void gapThatOutlastsEverybodyLeavesTooFewToShow() {
    double[] followed = Arrays.stream(days).map(d -> Math.min(d, 200)).toArray();
    assertThat(figures(followed).get(2).models().get(0).estimates()).isNull();
  }

  @Test
  void withoutAnyFollowUpThereAreNoFigures() {
    double[] unknown = new double[PEOPLE];
    Arrays.fill(unknown, Double.NaN);
    assertThat(figures(unknown)).isEmpty();
  }

  @Test
  void figuresSurviveTheirJson() {
    GapFigures figures = figures(days).get(1);
    assertThat(CanonicalJson.read(CanonicalJson.write(figures), GapFigures.class))
        .isEqualTo(figures);
  }

  @Test
  void negativeGapIsRefused() {
    assertThatThrownBy(() -> new Gap(-1)).hasMessageContaining("must not be negative");
  }
}
