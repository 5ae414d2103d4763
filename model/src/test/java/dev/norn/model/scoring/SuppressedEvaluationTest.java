package dev.norn.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.evaluation.CurvePoint;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.OutcomeEvaluation;
import dev.norn.model.evaluation.ReliabilityBin;
import dev.norn.model.evaluation.TestingEvaluations;
import dev.norn.model.report.OutcomePage;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressedEvaluationTest {

  private static final SuppressedEvaluation SUPPRESSED =
      new SuppressedEvaluation(DisclosureRules.DEFAULT);

  private final Evaluation whole = TestingEvaluations.ofACoin("corpus-id");
  private final Evaluation shown = SUPPRESSED.of(whole, DisclosureRules.DEFAULT);
  private final OutcomeEvaluation before = whole.outcomes().get(0);
  private final OutcomeEvaluation after = shown.outcomes().get(0);

  @Test
  void tenthsAreJoinedUntilNobodyCanBeTold() {
    assertThat(before.model().reliability()).anyMatch(bin -> bin.positives() < 10);
    assertThat(after.model().reliability())
        .isNotEmpty()
        .allMatch(bin -> bin.positives() >= 10 && bin.people() - bin.positives() >= 10);
    assertThat(after.model().reliability().stream().mapToInt(ReliabilityBin::people).sum())
        .isEqualTo(before.people());
    assertThat(after.model().reliability().stream().mapToLong(ReliabilityBin::positives).sum())
        .isEqualTo(before.positives());
  }

  @Test
  void binsThatTogetherAreTooFewAreNotShown() {
    assertThat(SUPPRESSED.joined(List.of(new ReliabilityBin(30, .1, .1, 0, .2)))).isEmpty();
  }

  @Test
  void stepsOfTheCurveHoldTenOfEitherKind() {
    double recall = 0;
    double falsePositives = 0;
    List<CurvePoint> points = after.more().curves().get(0).points();
    assertThat(points).hasSizeGreaterThan(2);
    for (CurvePoint point : points) {
      assertThat(Math.round((point.recall() - recall) * before.positives()))
          .isGreaterThanOrEqualTo(10);
      assertThat(
              Math.round(
                  (point.falsePositiveRate() - falsePositives)
                      * (before.people() - before.positives())))
          .isGreaterThanOrEqualTo(10);
      recall = point.recall();
      falsePositives = point.falsePositiveRate();
    }
    assertThat(recall).isEqualTo(1);
  }

  @Test
  void operatingPointsWithASmallCellAreLeftOut() {
    assertThat(before.more().operatingPoints()).anyMatch(p -> p.counts().truePositives() < 10);
    assertThat(after.more().operatingPoints())
        .isNotEmpty()
        .allMatch(p -> p.counts().truePositives() >= 10 && p.counts().falseNegatives() >= 10);
    assertThat(after.unknown()).isNull();
  }

  @Test
  void subgroupsThatOtherRulesShowAreLeftOut() {
    assertThat(after.more().subgroups()).isEqualTo(before.more().subgroups()).isNotEmpty();
    var stricter = new DisclosureRules(20, true, null, null);
    Evaluation strict = new SuppressedEvaluation(stricter).of(whole, DisclosureRules.DEFAULT);
    assertThat(strict.outcomes().get(0).more().subgroups()).isEmpty();
    assertThat(strict.outcomes().get(0).model().reliability())
        .allMatch(bin -> bin.positives() >= 20 && bin.people() - bin.positives() >= 20);
  }

  @Test
  void figuresOfTheWholeSplitStayAndTheReportIsWritten() {
    assertThat(after.model().metrics()).isEqualTo(before.model().metrics());
    String json = CanonicalJson.write(shown);
    assertThat(CanonicalJson.read(json, Evaluation.class)).isEqualTo(shown);
    assertThat(OutcomePage.html(after, .95)).contains("a number held back of unknown outcome");
  }
}
