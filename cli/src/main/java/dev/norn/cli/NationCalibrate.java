package dev.norn.cli;

import dev.norn.ingestion.nation.calibration.Calibration;
import dev.norn.ingestion.nation.calibration.CalibrationRow;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints how close the nation comes to real rates. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description =
        "Live a nation from 2008 to 2012 and print target, achieved and source of each figure, as"
            + " a Markdown table.")
final class NationCalibrate implements Callable<Integer> {

  @Option(names = "--people", defaultValue = "100000", description = "default: ${DEFAULT-VALUE}")
  private int people;

  @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--threads", description = "default: one per processor")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    List<CalibrationRow> rows;
    try (Console.Bar bar = console.bar("lives", people)) {
      rows = Calibration.of(people, seed, threads, done -> bar.to(done, ""));
    }
    System.out.println("| figure | target | achieved | ratio | events | Sweden | source |");
    System.out.println("|---|---:|---:|---:|---:|---:|---|");
    rows.forEach(row -> System.out.println(line(row)));
    return ExitCode.DONE.code();
  }

  private static String line(CalibrationRow row) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %.2f | %s | %s | %s |",
        row.figure(),
        figure(row.target()),
        figure(row.achieved()),
        row.ratio(),
        row.events() == 0 ? "" : Long.toString(Math.round(row.events())),
        row.sweden() == null ? "" : figure(row.sweden()),
        row.source());
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, value < 0.1 ? "%.5f" : value < 10 ? "%.3f" : "%.1f", value);
  }
}
