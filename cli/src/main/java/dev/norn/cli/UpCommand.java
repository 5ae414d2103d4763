package dev.norn.cli;

import dev.norn.cli.local.LocalStack;
import dev.norn.streaming.LiveJobConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a work folder. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Start broker, database, live stream and research API on a work folder, and serve until"
            + " Ctrl-C. Other verbs on the same folder use these servers.")
final class UpCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;

  @Option(
      names = "--study",
      paramLabel = "DIR",
      description =
          "whose live cohort is predicted for, and by whose definitions the console replays rejected rows;"
              + " without one no stream runs")
  private Path study;

  @Option(
      names = "--quiet",
      paramLabel = "DURATION",
      defaultValue = "PT0.3S",
      description =
          "predict for a person anew so long after a change, ISO 8601: changes in between share one"
              + " prediction (default: ${DEFAULT-VALUE})")
  private Duration quiet;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "serve the stream's metrics to Prometheus there, on every interface of the machine"
              + " (default: not at all)")
  private int metricsPort;

  @Option(
      names = "--state-memory",
      paramLabel = "MB",
      defaultValue = "256",
      description =
          "megabytes outside the heap for people's histories, of which the rest is on disk: enough for"
              + " some ten thousand people, more is quicker with more (default: ${DEFAULT-VALUE})")
  private int stateMegabytes;

  @Option(
      names = "--no-keep-events",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "keep life events in the database too, for the console's view of one life; the stream itself"
              + " does without (default: kept)")
  private boolean keepEvents = true;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    Study opened = study == null ? null : Study.open(study);
    try (Servers servers = Servers.started(LocalStack.start(work.workFolder(), console::say));
        ServedApi api = ServedApi.start(servers, study, metrics())) {
      servers.own().announceApi(api.address());
      console.say("PostgreSQL " + servers.database().jdbcUrl());
      console.say("Kafka      " + servers.bootstrapServers());
      console.say("Console    " + api.address() + ", and the API there");
      if (opened == null) {
        Thread.currentThread().join();
      } else {
        serve(servers, opened, console);
      }
    }
    return ExitCode.DONE.code();
  }

  private List<URI> metrics() {
    return metricsPort == 0
        ? List.of()
        : List.of(URI.create("http://127.0.0.1:" + metricsPort + "/metrics"));
  }

  private void serve(Servers servers, Study study, Console console) throws Exception {
    try (LiveStream stream = LiveStream.start(servers, study, this::set)) {
      console.say("streaming for cohort " + study.liveCohort().name());
      while (true) {
        Thread.sleep(1_000);
        stream.refuseEnded();
      }
    }
  }

  private LiveJobConfig set(LiveJobConfig config) {
    return config
        .withQuiet(quiet)
        .withStateMegabytes(stateMegabytes)
        .withMetricsPort(metricsPort)
        .withEvents(keepEvents);
  }
}
