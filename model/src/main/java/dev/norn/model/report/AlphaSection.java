package dev.norn.model.report;

import dev.norn.model.evaluation.AlphaPoint;
import dev.norn.model.evaluation.Interval;
import dev.norn.model.evaluation.OutcomeEvaluation;
import java.util.List;
import java.util.function.Function;

/** The paper's corrected figures as the assumed share of hidden positives moves. */
final class AlphaSection {

  private AlphaSection() {}

  static String html(OutcomeEvaluation outcome) {
    List<AlphaPoint> all = outcome.more().alphaCurve();
    List<AlphaPoint> curve = all.stream().filter(AlphaPoint::possible).toList();
    if (curve.isEmpty()) {
      return "";
    }
    double[] alphas = curve.stream().mapToDouble(AlphaPoint::alpha).toArray();
    LinePlot plot =
        new LinePlot(
                "Corrected figures against alpha; a table follows",
                "alpha: share of positives assumed among the negatives",
                "figure")
            .xFrom(0, all.get(all.size() - 1).alpha())
            .yFrom(0, 1)
            .line("C-MCC", alphas, values(curve, AlphaPoint::matthews))
            .line("C-BAcc", alphas, values(curve, AlphaPoint::balancedAccuracy))
            .line("C-F1", alphas, values(curve, AlphaPoint::f1))
            .line("AUL", alphas, values(curve, AlphaPoint::areaUnderLift))
            .line("AUROC that this AUL implies", alphas, values(curve, AlphaPoint::impliedAuroc));
    return Html.heading(3, "Were some positives hidden among the negatives")
        + Html.paragraph(
            "At the first operating point, corrected as in Ramola et al. (2019). Alpha 0 is the"
                + " figure itself; the correction can only be believed as far as its alpha can."
                + (curve.size() < all.size()
                    ? " Beyond alpha "
                        + Html.number(curve.get(curve.size() - 1).alpha(), 3)
                        + " the labels contradict it: too few negatives are flagged to hide so many."
                    : ""))
        + plot.svg()
        + Html.foldedTable(
            "Corrected figures",
            List.of("alpha", "C-MCC", "C-BAcc", "C-F1", "AUL", "AUROC implied"),
            curve.stream().map(AlphaSection::row).toList());
  }

  private static List<String> row(AlphaPoint point) {
    return List.of(
        Html.number(point.alpha(), 3),
        point.matthews().toString(),
        point.balancedAccuracy().toString(),
        point.f1().toString(),
        point.areaUnderLift().toString(),
        point.impliedAuroc().toString());
  }

  private static double[] values(List<AlphaPoint> curve, Function<AlphaPoint, Interval> of) {
    return curve.stream().mapToDouble(point -> of.apply(point).estimate()).toArray();
  }
}
