package dev.norn.ingestion.nation.calibration;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.norn.event.PackagedResource;
import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.calibration.Census.Ratio;
import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Holds a nation against figures of the real population, {@code nation/targets.yaml}. */
public final class Calibration {
  private static final int FIRST_YEAR = 2008;
  private static final int LAST_YEAR = 2012;
  private static final String RESOURCE = "/nation/targets.yaml";

  private final Map<String, Ratio> ratios = new TreeMap<>();
  private final List<Double> incomes = new ArrayList<>();
  private final double[] births = new double[60];
  private final double[] women = new double[60];

  private record Targets(List<Target> targets) {}

  private Calibration() {}

  /**
   * Lives a nation from 2008 to 2012 and counts; nothing is written.
   *
   * @param threads at least 1
   * @param progress told the number of people lived so far, as expected
   */
  public static List<CalibrationRow> of(int people, long seed, int threads, LongConsumer progress)
      throws IOException {
    NationSpec standard = NationSpec.standard();
    NationSpec spec =
        new NationSpec(
            people,
            FIRST_YEAR,
            standard.lastYear(),
            seed,
            standard.labour(),
            standard.without(),
            standard.leak());
    Nation nation = new Nation(spec);
    Calibration calibration = new Calibration();
    long[] counted = {0};
    nation.forEachCommunity(
        threads,
        community -> census(nation, community),
        census -> {
          calibration.add(census);
          progress.accept(++counted[0] * people / nation.communities());
        });
    return calibration.rows();
  }

  private static Census census(Nation nation, Community community) {
    Census census = new Census(community, nation.laws().home());
    census.open(nation.spec().people() / (double) nation.communities());
    community.open(census, census);
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      // The year is told a moment after it is over.
      community.runTo(Days.startOfYear(year + 1) + 1e-6);
      census.closeYear();
    }
    community.endStretches();
    return census;
  }

  private void add(Census census) {
    census
        .ratios()
        .forEach(
            (figure, ratio) ->
                ratios.computeIfAbsent(figure, any -> new Ratio()).add(ratio.above, ratio.below));
    incomes.addAll(census.incomes());
    for (int age = 0; age < births.length; age++) {
      births[age] += census.births()[age];
      women[age] += census.women()[age];
    }
  }

  private List<CalibrationRow> rows() throws IOException {
    List<CalibrationRow> rows = new ArrayList<>();
    for (Target target : targets()) {
      Ratio ratio = ratios.get(target.figure());
      double achieved =
          switch (target.figure()) {
            case "children per woman" -> childrenPerWoman();
            case "Gini of equivalised disposable income" -> gini();
            default -> ratio == null ? Double.NaN : ratio.above / ratio.below;
          };
      boolean count = ratio != null && !target.figure().startsWith("mean");
      rows.add(
          new CalibrationRow(
              target.figure(),
              target.target(),
              target.sweden(),
              achieved,
              count ? ratio.above : 0,
              count ? ratio.below * target.target() : 0,
              target.source()));
    }
    return rows;
  }

  private double childrenPerWoman() {
    double sum = 0;
    for (int age = 15; age < 50; age++) {
      sum += women[age] == 0 ? 0 : births[age] / women[age];
    }
    return sum;
  }

  private double gini() {
    double[] sorted = incomes.stream().mapToDouble(income -> income).sorted().toArray();
    double weighted = 0;
    for (int i = 0; i < sorted.length; i++) {
      weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
    }
    return weighted / (sorted.length * Arrays.stream(sorted).sum());
  }

  static List<Target> targets() throws IOException {
    YAMLMapper yaml =
        YAMLMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    try (InputStream in = PackagedResource.open(Calibration.class, RESOURCE)) {
      return yaml.readValue(in, Targets.class).targets();
    }
  }
}
