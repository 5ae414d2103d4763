package dev.norn.bench;

import dev.norn.bench.LivePipeline.Reach;
import dev.norn.cohort.Cohort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints the stream's table: messages per second by how far they go, busy tasks, heap, state. */
public final class StreamTable {

  private static final int MOST_NATIVES = 10_000;
  private static final int REPEATS = 3;
  private static final long SEED = 1;

  private final Path folder;
  private final TemporaryStack stack;
  private final BriefRelease release;
  private final Cohort cohort;

  private StreamTable(Path folder) throws Exception {
    this.folder = folder;
    release = BriefRelease.train("small", 512, SEED, folder.resolve("release"));
    cohort = release.cohort("adults-live");
    stack = TemporaryStack.start(folder.resolve("work"));
    stack.activation().activate(release.release());
  }

  public static void main(String[] args) throws Exception {
    for (String people : args) {
      if (!people.matches("\\d+")) {
        System.out.println(
            """
            usage: bench/run stream [PEOPLE...]
            Prints how many messages a second are read and discarded, decoded, made sequences of, and
            encoded and written, and which task was busy: with the full lives of so many people as the
            first number says (10,000), median of three alternating runs. Then heap and state with
            so many people as each number says (10,000 and 100,000), of eight versions each.""");
        System.exit(people.equals("--help") ? 0 : 2);
      }
    }
    List<Integer> sizes =
        args.length == 0
            ? List.of(10_000, 100_000)
            : List.of(args).stream().map(Integer::valueOf).toList();
    StreamTable table = new StreamTable(Files.createTempDirectory("norn-bench"));
    System.out.println("| what | figure | yardstick, same run | ratio |");
    System.out.println("|---|---|---|---|");
    table.throughput(sizes.get(0));
    for (int people : sizes) {
      table.size(people);
    }
    table.stack.close();
    System.exit(0);
  }

  private void throughput(int people) throws Exception {
    NationEvents nation = NationEvents.of(people, SEED, folder.resolve("nation"));
    Set<Long> versions = new HashSet<>();
    long messages;
    try (MessageProducer producer = new MessageProducer(stack.bootstrapServers())) {
      nation.forEach(
          event -> {
            producer.send(event);
            versions.add(Long.parseUnsignedLong(event.contentHash().substring(0, 16), 16));
          });
      messages = producer.sent();
      print(
          "messages on the topic",
          "%s, %s bytes each with key, before compression"
              .formatted(Line.number(messages), Line.number((double) producer.bytes() / messages)));
    }
    Map<Reach, List<StreamRun>> runs = new EnumMap<>(Reach.class);
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      for (Reach reach : List.of(Reach.READ, Reach.DECODED, Reach.SEQUENCES)) {
        run(reach, messages, versions.size(), runs);
      }
    }
    run(Reach.ROWS, messages, versions.size(), runs);
    StreamRun read = median(runs.get(Reach.READ));
    runs.forEach((reach, repeats) -> print(reach, median(repeats), read));
  }

  private void run(Reach reach, long messages, long versions, Map<Reach, List<StreamRun>> runs)
      throws Exception {
    StreamRun run = StreamRun.of(stack, cohort, reach, messages, versions, false);
    System.err.println(
        "%s: %s messages/s, %s of CPU each"
            .formatted(name(reach), Line.number(run.perSecond()), micros(run)));
    runs.computeIfAbsent(reach, any -> new ArrayList<>()).add(run);
  }

  private static StreamRun median(List<StreamRun> runs) {
    return runs.stream()
        .sorted(Comparator.comparingDouble(StreamRun::perSecond))
        .toList()
        .get(runs.size() / 2);
  }

  private static void print(Reach reach, StreamRun run, StreamRun read) {
    System.out.println(
        new Line(
                name(reach),
                Line.number(run.perSecond()) + " messages/s",
                Line.number(read.perSecond()) + " read and discarded",
                run.perSecond() / read.perSecond())
            .row());
    System.out.println(
        new Line(
                "… CPU of a message",
                micros(run),
                micros(read) + " read and discarded",
                read.cpuMicros() / run.cpuMicros())
            .row());
    if (reach == Reach.SEQUENCES || reach == Reach.ROWS) {
      print(
          "… sequences written, those that newer ones replaced included",
          Line.number(run.sequences()));
      run.busy().forEach((task, share) -> print("… busy: " + task, percent(share)));
    }
  }

  private static String name(Reach reach) {
    return switch (reach) {
      case READ -> "messages read and discarded";
      case DECODED -> "read, decoded and discarded";
      case SEQUENCES -> "to histories and sequences";
      case ROWS -> "to rows, encoded by preset small";
    };
  }

  private void size(int people) throws Exception {
    stack.emptyLifeEvents();
    long messages;
    PeopleCopied copied =
        PeopleCopied.of(
            NationEvents.of(
                Math.min(people, MOST_NATIVES), SEED, folder.resolve("copied-" + people)));
    try (MessageProducer producer = new MessageProducer(stack.bootstrapServers())) {
      copied.forEach(people, producer::send);
      messages = producer.sent();
    }
    copied = null;
    StreamRun run = StreamRun.of(stack, cohort, Reach.SEQUENCES, messages, 0, true);
    print(
        "%s people, %s versions: to sequences"
            .formatted(Line.number(people), Line.number(messages)),
        "%s messages/s".formatted(Line.number(run.perSecond())));
    print("… heap after collection", Line.number(run.heapBytes() / 1e6) + " MB");
    print(
        "… checkpoint",
        "%s MB, %s bytes a person, %s a version"
            .formatted(
                Line.number(run.checkpointBytes() / 1e6),
                Line.number((double) run.checkpointBytes() / people),
                Line.number((double) run.checkpointBytes() / messages)));
  }

  private static void print(String what, String figure) {
    System.out.println(Line.alone(what, figure).row());
  }

  private static String micros(StreamRun run) {
    return String.format(Locale.ROOT, "%.1f µs", run.cpuMicros());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
