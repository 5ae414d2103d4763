package dev.norn.model.scoring;

import dev.norn.disclosure.DisclosureRules;
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
 * An evaluation without what few people could be told by: cells of fewer people than the minimum
 * count with the outcome, or without it. Tenths are joined with their neighbours until none has
 * such cells, and so are steps of the ROC curve; operating points whose confusion matrix has one
 * are left out, with what is computed at them, and so are gaps in which so few leave. Net benefits
 * and single figures stay: no cell can be solved from one of them alone.
 */
public record SuppressedEvaluation(DisclosureRules rules) {

  private static final CurvePoint ALL = new CurvePoint(1, 1, 0);

  /**
   * @param grouped rules by which its subgroups are shown; where these are others they are left out
   */
  public Evaluation of(Evaluation evaluation, DisclosureRules grouped) {
    SuppressedKinds kinds = new SuppressedKinds(rules.minimumCount());
    return new Evaluation(
        evaluation.corpusId(),
        evaluation.bootstrap(),
        evaluation.outcomes().stream().map(each -> of(each, grouped.equals(rules))).toList(),
        kinds.ordinal(evaluation.ordinal()),
        kinds.timeToEvent(evaluation.timeToEvent()),
        kinds.counts(evaluation.counts()),
        kinds.nextEvents(evaluation.nextEvents()));
  }

  private OutcomeEvaluation of(OutcomeEvaluation o, boolean groupsShown) {
    boolean shown = o.operatingPoint() != null && areShown(o.operatingPoint().counts());
    return new OutcomeEvaluation(
        o.outcome(),
        o.people(),
        o.positives(),
        o.baseRate(),
        o.unknown() == null || o.unknown() < rules.minimumCount() ? null : o.unknown(),
        o.trainBaseRate(),
        of(o.model()),
        shown ? o.operatingPoint() : null,
        o.baselines().stream()
            .map(each -> new BaselineFigures(of(each.figures()), each.differences()))
            .toList(),
        of(o.more(), shown, groupsShown, o),
        o.achievable());
  }

  private ModelFigures of(ModelFigures figures) {
    return new ModelFigures(figures.title(), figures.metrics(), joined(figures.reliability()));
  }

  private BinaryFigures of(
      BinaryFigures more, boolean mainShown, boolean groupsShown, OutcomeEvaluation o) {
    return new BinaryFigures(
        more.curves().stream().map(curves -> of(curves, o)).toList(),
        more.operatingPoints().stream().filter(point -> areShown(point.counts())).toList(),
        // At the main operating point, whose cells two of these figures would tell.
        mainShown ? more.alphaCurve() : List.of(),
        groupsShown ? more.subgroups() : List.of(),
        more.gaps().stream().filter(this::isShown).toList());
  }

  // Nobody leaves at no gap, which tells nothing.
  private boolean isShown(GapFigures gap) {
    return gap.days() == 0 || gap.left() >= rules.minimumCount();
  }

  private boolean areShown(ConfusionCounts counts) {
    return LongStream.of(
            counts.truePositives(),
            counts.falsePositives(),
            counts.trueNegatives(),
            counts.falseNegatives())
        .allMatch(cell -> cell >= rules.minimumCount());
  }

  /** Neighbours as one, until all have enough with the outcome and without. */
  List<ReliabilityBin> joined(List<ReliabilityBin> bins) {
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

  private boolean isShown(ReliabilityBin bin) {
    return bin.positives() >= rules.minimumCount()
        && bin.people() - bin.positives() >= rules.minimumCount();
  }

  private ModelCurves of(ModelCurves curves, OutcomeEvaluation o) {
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
  private boolean isStep(CurvePoint from, CurvePoint to, long positives, long negatives) {
    return Math.round((to.recall() - from.recall()) * positives) >= rules.minimumCount()
        && Math.round((to.falsePositiveRate() - from.falsePositiveRate()) * negatives)
            >= rules.minimumCount();
  }
}
