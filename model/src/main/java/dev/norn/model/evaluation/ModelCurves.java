package dev.norn.model.evaluation;

import java.util.List;

/**
 * A model or a baseline as its threshold moves.
 *
 * @param title as in the evaluation
 * @param points of the ROC and the precision-recall curve, from the highest threshold down
 * @param decision by rising threshold, the same thresholds for all models of an outcome
 */
public record ModelCurves(String title, List<CurvePoint> points, List<NetBenefit> decision) {
  public ModelCurves {
    points = List.copyOf(points);
    decision = List.copyOf(decision);
  }

  static ModelCurves of(StratifiedBootstrap bootstrap, ScoredModel model, double[] thresholds) {
    return new ModelCurves(
        model.title(),
        CurvePoint.of(model.scores()),
        NetBenefit.curve(bootstrap, model.scores(), thresholds));
  }
}
