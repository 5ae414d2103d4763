package dev.norn.model.evaluation;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a reviewer asks of a binary outcome beyond its headline figures.
 *
 * @param curves the model's first, then the baselines' in the order of the evaluation
 * @param operatingPoints the main one first
 * @param alphaCurve the model's corrected figures at the main operating point, by rising alpha
 * @param subgroups the model by each division of the people, then by each pair of divisions
 * @param gaps by rising gap; empty where the corpus does not say how long people were followed
 */
public record BinaryFigures(
    List<ModelCurves> curves,
    List<OperatingPointFigures> operatingPoints,
    List<AlphaPoint> alphaCurve,
    List<DivisionFigures> subgroups,
    List<GapFigures> gaps) {

  public BinaryFigures {
    curves = List.copyOf(curves);
    operatingPoints = List.copyOf(operatingPoints);
    alphaCurve = List.copyOf(alphaCurve);
    subgroups = List.copyOf(subgroups);
    gaps = List.copyOf(gaps);
  }

  /**
   * @param followedDays of the people scored, by row; see {@link Gap#staying}
   */
  static BinaryFigures of(
      StratifiedBootstrap bootstrap,
      ScoredModel model,
      List<ScoredModel> baselines,
      double trainBaseRate,
      List<Division> divisions,
      double[] followedDays,
      SmallCells small) {
    double[] thresholds = NetBenefit.thresholds(trainBaseRate);
    Scores scores = model.scores();
    List<OperatingPointFigures> points =
        OperatingPointFigures.all(bootstrap, scores, trainBaseRate);
    double threshold = points.get(0).threshold();
    return new BinaryFigures(
        Stream.concat(Stream.of(model), baselines.stream())
            .map(one -> ModelCurves.of(bootstrap, one, thresholds))
            .toList(),
        points,
        AlphaPoint.curve(bootstrap, scores, threshold),
        DivisionFigures.all(bootstrap, scores, divisions, threshold, small),
        GapFigures.all(bootstrap, model, baselines, followedDays, threshold, small));
  }
}
