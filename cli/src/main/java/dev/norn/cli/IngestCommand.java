package dev.norn.cli;

import dev.norn.ingestion.IngestionReport;
import dev.norn.ingestion.RegisterIngestion;
import dev.norn.ingestion.topic.RejectedRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts register files on the topic. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description =
        "Turn register files into life events on Kafka. Files that were ingested before add"
            + " nothing; a run that died goes on where it was.")
final class IngestCommand implements Callable<Integer> {

  private static final int REJECTIONS_SHOWN = 10;

  @Mixin private WorkOptions work;
  @Mixin private StudyOptions study;

  @Option(names = "--live", description = "the study's live folder instead of its history")
  private boolean live;

  @Option(
      names = "--max-rejected",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description = "share of rows that may be rejected before the exit code is 1 (default: 0.01)")
  private double maxRejected;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    Study opened = study.open();
    Path folder = live ? study.live(opened) : study.data(opened);
    try (Servers servers = work.servers(console)) {
      IngestionReport report = ingest(servers, opened, folder, console);
      System.out.println(report);
      console.say("next: norn vocabulary --study " + study.folder());
      return report.withinLimit(maxRejected) ? ExitCode.DONE.code() : ExitCode.REJECTED.code();
    }
  }

  static IngestionReport ingest(Servers servers, Study study, Path folder, Console console)
      throws IOException {
    RegisterIngestion ingestion =
        new RegisterIngestion(servers.bootstrapServers(), servers.folder().pseudonymKey());
    try (Console.Bar bar = console.bar("files", -1)) {
      return ingestion.ingest(
          folder, study.registers(), study.leftOut(), new BarProgress(bar, console));
    }
  }

  private static final class BarProgress implements RegisterIngestion.Progress {
    private final Console.Bar bar;
    private final Console console;
    private long rejections;

    BarProgress(Console.Bar bar, Console console) {
      this.bar = bar;
      this.console = console;
    }

    @Override
    public void file(String name, int done, int of) {
      bar.to(done, "of " + of + ", " + name);
    }

    @Override
    public void rejected(RejectedRow row) {
      rejections++;
      if (rejections <= REJECTIONS_SHOWN) {
        console.say(row.message());
      } else if (rejections == REJECTIONS_SHOWN + 1) {
        console.say("… more rows are rejected; the counts follow at the end");
      }
    }
  }
}
