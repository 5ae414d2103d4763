package dev.norn.model.scoring;

import dev.norn.model.evaluation.BaselineFigures;
import dev.norn.model.evaluation.BinaryFigures;
import dev.norn.model.evaluation.ConfusionCounts;
import dev.norn.model.evaluation.CurvePoint;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.GapFigures;
import dev.norn.model.evaluation.ModelCurves;
import dev.norn.model.evaluation.ModelFigures;
import dev.norn.model.evaluation.OutcomeEvaluation;
import dev.norn.model.evaluation.ReliabilityBin;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An evaluation without what few people could be told by: cells of fewer than ten people with the
 * outcome, or without it. Tenths are joined with their neighbours until none has such cells, and so
 * are steps of the ROC curve; operating points whose confusion matrix has one are left out, with
 * what is computed at them, and so are gaps in which so few leave. Net benefits and single figures
 * stay: no cell can be solved from one of them alone.
 */
final class SuppressedEvaluation {

  private static final CurvePoint ALL = new CurvePoint(1, 1, 0);

  private SuppressedEvaluation() {}

  static Evaluation of(Evaluation evaluation) {
    return new Evaluation(
        evaluation.corpusId(),
        evaluation.bootstrap(),
        evaluation.outcomes().stream().map(SuppressedEvaluation::of).toList());
  }

  private static OutcomeEvaluation of(OutcomeEvaluation o) {
    boolean shown = o.operatingPoint() != null && areShown(o.operatingPoint().counts());
    return new OutcomeEvaluation(
        o.outcome(),
        o.people(),
        o.positives(),
        o.baseRate(),
        o.unknown() == null || o.unknown() < SuppressedCounts.LEAST ? null : o.unknown(),
        o.trainBaseRate(),
        of(o.model()),
        shown ? o.operatingPoint() : null,
        o.baselines().stream()
            .map(each -> new BaselineFigures(of(each.figures()), each.differences()))
            .toList(),
        of(o.more(), shown, o),
        o.achievable());
  }

  private static ModelFigures of(ModelFigures figures) {
    return new ModelFigures(figures.title(), figures.metrics(), joined(figures.reliability()));
  }

  private static BinaryFigures of(BinaryFigures more, boolean mainShown, OutcomeEvaluation o) {
    return new BinaryFigures(
        more.curves().stream().map(curves -> of(curves, o)).toList(),
        more.operatingPoints().stream().filter(point -> areShown(point.counts())).toList(),
        // At the main operating point, whose cells two of these figures would tell.
        mainShown ? more.alphaCurve() : List.of(),
        more.subgroups(),
        more.gaps().stream().filter(SuppressedEvaluation::isShown).toList());
  }

  // Nobody leaves at no gap, which tells nothing.
  private static boolean isShown(GapFigures gap) {
    return gap.days() == 0 || gap.left() >= SuppressedCounts.LEAST;
  }

  private static boolean areShown(ConfusionCounts counts) {
    return LongStream.of(
            counts.truePositives(),
            counts.falsePositives(),
            counts.trueNegatives(),
            counts.falseNegatives())
        .allMatch(cell -> cell >= SuppressedCounts.LEAST);
  }

  /** Neighbours as one, until all have ten with the outcome and ten without. */
  static List<ReliabilityBin> joined(List<ReliabilityBin> bins) {
    List<ReliabilityBin> joined = new ArrayList<>();
    ReliabilityBin open = null;
    for (ReliabilityBin bin : bins) {
      open = open == null ? bin : open.with(bin);
      if (isShown(open)) {
        joined.add(open);
        open = null;
      }
    }
    if (open != null && !joined.isEmpty()) {
      joined.add(joined.remove(joined.size() - 1).with(open));
    }
    return joined;
  }

  private static boolean isShown(ReliabilityBin bin) {
    return bin.positives() >= SuppressedCounts.LEAST
        && bin.people() - bin.positives() >= SuppressedCounts.LEAST;
  }

  private static ModelCurves of(ModelCurves curves, OutcomeEvaluation o) {
    long negatives = o.people() - o.positives();
    List<CurvePoint> kept = new ArrayList<>();
    CurvePoint last = new CurvePoint(0, 0, 0);
    for (CurvePoint point : curves.points()) {
      boolean fromLast = isStep(last, point, o.positives(), negatives);
      if (fromLast && isStep(point, ALL, o.positives(), negatives)) {
        kept.add(point);
        last = point;
      }
    }
    kept.add(new CurvePoint(1, 1, o.baseRate()));
    return new ModelCurves(curves.title(), kept, curves.decision());
  }

  /** Whether as many of either kind are flagged anew. */
  private static boolean isStep(CurvePoint from, CurvePoint to, long positives, long negatives) {
    return Math.round((to.recall() - from.recall()) * positives) >= SuppressedCounts.LEAST
        && Math.round((to.falsePositiveRate() - from.falsePositiveRate()) * negatives)
            >= SuppressedCounts.LEAST;
  }
}
