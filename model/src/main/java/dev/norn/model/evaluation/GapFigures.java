package dev.norn.model.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The model and the baselines among those in whom nothing had ended within some days of the
 * landmark. The scores are the same as ever, of the whole horizon, so that with a gap the mean
 * predicted probability is expected to lie above the observed share.
 *
 * @param days of the gap
 * @param left people who leave: their outcome, a competing event or the end of their observation
 *     fell within the gap
 * @param models the model first, then the baselines; without figures where too few people stay
 */
public record GapFigures(int days, int left, List<SubgroupFigures> models) {
  public GapFigures {
    models = List.copyOf(models);
  }

  /**
   * At gaps of 0, 30 and 365 days; none where nobody's follow-up is known.
   *
   * @param followedDays see {@link Gap#staying}; of the people scored, by row
   * @param threshold of the main operating point of the model, at which recall is given
   */
  static List<GapFigures> all(
      StratifiedBootstrap bootstrap,
      ScoredModel model,
      List<ScoredModel> baselines,
      double[] followedDays,
      double threshold,
      SmallCells small) {
    if (Arrays.stream(followedDays).allMatch(Double::isNaN)) {
      return List.of();
    }
    return Gap.SHOWN.stream()
        .map(
            gap -> {
              int[] rows = gap.staying(followedDays);
              return new GapFigures(
                  gap.days(),
                  followedDays.length - rows.length,
                  Stream.concat(Stream.of(model), baselines.stream())
                      .map(one -> figures(bootstrap, one, rows, threshold, small))
                      .toList());
            })
        .toList();
  }

  private static SubgroupFigures figures(
      StratifiedBootstrap bootstrap,
      ScoredModel model,
      int[] rows,
      double threshold,
      SmallCells small) {
    Scores staying = model.scores().only(rows);
    return new SubgroupFigures(
        model.title(),
        small.tooSmall(staying.people(), staying.positives())
            ? null
            : SubgroupEstimates.of(bootstrap, staying, threshold));
  }
}
