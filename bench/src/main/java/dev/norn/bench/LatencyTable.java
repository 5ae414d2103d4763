package dev.norn.bench;

import dev.norn.cohort.Cohort;
import dev.norn.event.LifeEvent;
import dev.norn.ingestion.EventSender;
import dev.norn.streaming.LiveJob;
import dev.norn.streaming.LiveJobConfig;
import dev.norn.streaming.StreamProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;

/**
 * Prints how long it takes from sending an event to seeing the prediction that heeds it, with
 * nothing else to do and while everybody is scored anew.
 */
public final class LatencyTable {

  private static final long SEED = 1;
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final int events;
  private final double perSecond;

  private LatencyTable(int events, double perSecond) {
    this.events = events;
    this.perSecond = perSecond;
  }

  public static void main(String[] args) throws Exception {
    for (String argument : args) {
      if (!argument.matches("\\d+(\\.\\d+)?") || args.length > 2) {
        System.out.println(
            """
            usage: bench/run latency [EVENTS [PER_SECOND]]
            Sends events (300) of a nation's live year one by one, so many a second (2), to a live job
            that has read the nation's history, and prints how long each took to become a visible
            row; then as many again while the release is made active again and again.""");
        System.exit(argument.equals("--help") ? 0 : 2);
      }
    }
    new LatencyTable(
            args.length > 0 ? Integer.parseInt(args[0]) : 300,
            args.length > 1 ? Double.parseDouble(args[1]) : 2)
        .run(Files.createTempDirectory("norn-bench"));
    System.exit(0);
  }

  private void run(Path folder) throws Exception {
    BriefRelease release = BriefRelease.train("small", 512, SEED, folder.resolve("release"));
    Cohort cohort = release.cohort("adults-live");
    try (TemporaryStack stack = TemporaryStack.start(folder.resolve("work"))) {
      stack.activation().activate(release.release());
      NationEvents nation = NationEvents.in(release.study());
      try (MessageProducer producer = new MessageProducer(stack.bootstrapServers())) {
        nation.forEach("data", producer::send);
      }
      LiveJobConfig config = stack.newJob(cohort);
      JobClient job = LiveJob.startLocal(config);
      System.err.println("waiting for the history to be scored");
      StreamProgress progress = new StreamProgress(config);
      progress.awaitEvents(PATIENCE, behind -> {});
      List<LifeEvent> live = live(nation);
      System.out.println("| what | figure |");
      System.out.println("|---|---|");
      measure(live, stack);
      try (Activating activating =
          new Activating(stack.activation(), release.release(), progress)) {
        measure(live, stack);
        System.out.println(
            "| … while everybody was scored anew, so many times | " + activating.times() + " |");
      }
      job.cancel().get(60, TimeUnit.SECONDS);
    }
  }

  private static List<LifeEvent> live(NationEvents nation) throws Exception {
    List<LifeEvent> live = new ArrayList<>();
    nation.forEach("live", live::add);
    Collections.shuffle(live, new Random(SEED));
    return live;
  }

  private void measure(List<LifeEvent> live, TemporaryStack stack) throws Exception {
    try (RowWatch watch = new RowWatch(stack)) {
      List<LifeEvent> chosen = chosen(live, watch.versions());
      live.removeAll(chosen);
      send(chosen, stack, watch);
      print(watch.finish(), chosen.size(), watch.people());
    }
  }

  /** One event each of people who have a row. */
  private List<LifeEvent> chosen(List<LifeEvent> live, Map<String, Long> versions) {
    Set<String> people = new HashSet<>();
    return live.stream()
        .filter(event -> versions.containsKey(event.person().value()))
        .filter(event -> people.add(event.person().value()))
        .limit(events)
        .toList();
  }

  private void send(List<LifeEvent> chosen, TemporaryStack stack, RowWatch watch) throws Exception {
    long gap = (long) (1e9 / perSecond);
    System.err.println("sending " + chosen.size() + " events");
    try (EventSender sender = new EventSender(stack.bootstrapServers())) {
      long due = System.nanoTime();
      for (LifeEvent event : chosen) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        watch.expect(event.person().value());
        sender.begin();
        sender.send(event);
        sender.commit();
        due += gap;
      }
    }
  }

  private void print(List<Double> seconds, int sent, int people) {
    Collections.sort(seconds);
    System.out.println(
        "| events sent, a second, people with rows | %d, %s, %s |"
            .formatted(sent, perSecond, Line.number(people)));
    System.out.println("| of these never seen within a minute | " + (sent - seconds.size()) + " |");
    System.out.println(
        "| seconds from before sending to a visible row: p50, p90, p99, greatest | %s, %s, %s, %s |"
            .formatted(
                quantile(seconds, 0.5),
                quantile(seconds, 0.9),
                quantile(seconds, 0.99),
                quantile(seconds, 1)));
  }

  private static String quantile(List<Double> sorted, double share) {
    int place = (int) Math.ceil(share * sorted.size()) - 1;
    return String.format(Locale.ROOT, "%.2f", sorted.get(Math.max(0, place)));
  }
}
