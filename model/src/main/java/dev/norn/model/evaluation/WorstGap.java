package dev.norn.model.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the model serves some people worst, in a line for a terminal. */
final class WorstGap {

  private record Gap(DivisionFigures division, SubgroupFigures best, SubgroupFigures worst) {
    double size() {
      return best.estimates().auroc().estimate() - worst.estimates().auroc().estimate();
    }
  }

  private WorstGap() {}

  /** The division, pairs left aside, whose groups differ most in AUROC; nothing without two. */
  static Optional<String> line(List<DivisionFigures> divisions) {
    return divisions.stream()
        .filter(division -> !division.isPair())
        .flatMap(division -> gap(division).stream())
        .max(Comparator.comparingDouble(Gap::size))
        .map(WorstGap::line);
  }

  private static Optional<Gap> gap(DivisionFigures division) {
    Comparator<SubgroupFigures> byAuroc =
        Comparator.comparingDouble(group -> group.estimates().auroc().estimate());
    List<SubgroupFigures> groups = division.estimated().sorted(byAuroc).toList();
    return groups.size() < 2
        ? Optional.empty()
        : Optional.of(new Gap(division, groups.get(groups.size() - 1), groups.get(0)));
  }

  private static String line(Gap gap) {
    return String.format(
        Locale.ROOT,
        "  widest gap between groups, AUROC by %s: %s %s, %s %s; the rest is in the report",
        gap.division().name(),
        gap.worst().name(),
        gap.worst().estimates().auroc(),
        gap.best().name(),
        gap.best().estimates().auroc());
  }
}
