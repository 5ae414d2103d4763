package dev.norn.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Replays a nation's versions in random orders of arrival through the live job's operators, and
 * compares sequences with those of a batch build, rows with those of the first order.
 */
public final class ReplayTable {

  /** Of the nation's cohorts; batch and stream have the same. */
  static final String COHORT = "adults";

  private static final int MAX_LENGTH = 512;

  private final int events;
  private final int orders;
  private final long seed;

  private ReplayTable(int events, int orders, long seed) {
    this.events = events;
    this.orders = orders;
    this.seed = seed;
  }

  public static void main(String[] args) throws Exception {
    for (String argument : args) {
      if (!argument.matches("\\d+") || args.length > 3) {
        System.out.println(
            """
            usage: bench/run replay [EVENTS [ORDERS [SEED]]]
            Replays about so many events (1,000,000) of a nation in so many random orders (20), with
            late, repeated, corrected and retracted ones, and compares sequences with a batch build
            and rows in PostgreSQL with those of the first order. Prints a table; exit code 1 when
            anything differs.""");
        System.exit(argument.equals("--help") ? 0 : 2);
      }
    }
    boolean equal =
        new ReplayTable(
                args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000,
                args.length > 1 ? Integer.parseInt(args[1]) : 20,
                args.length > 2 ? Long.parseLong(args[2]) : 1)
            .run(Files.createTempDirectory("norn-bench"));
    System.exit(equal ? 0 : 1);
  }

  private boolean run(Path folder) throws Exception {
    BriefRelease release = BriefRelease.train("tiny", MAX_LENGTH, seed, folder.resolve("release"));
    MessageList messages = new MessageList();
    Amendments amendments = new Amendments(seed, messages::add);
    int people = (int) Math.ceil(events / release.eventsPerPerson());
    NationEvents.of(people, seed, folder.resolve("nation")).forEach(amendments);
    try (TemporaryStack stack = TemporaryStack.start(folder.resolve("work"))) {
      stack.activation().activate(release.release());
      try (MessageProducer producer = new MessageProducer(stack.bootstrapServers())) {
        messages.send(producer);
      }
      Map<String, Fingerprint> batch = BatchSequences.of(stack, release, folder.resolve("corpus"));
      System.err.println("batch build: " + Line.number(batch.size()) + " sequences");
      return replay(stack, release, messages, amendments, batch);
    }
  }

  private boolean replay(
      TemporaryStack stack,
      BriefRelease release,
      MessageList messages,
      Amendments amendments,
      Map<String, Fingerprint> batch)
      throws Exception {
    Replay first = null;
    long sequences = 0;
    long rows = 0;
    double greatest = 0;
    double seconds = 0;
    ArrivalOrder order = null;
    for (int number = 0; number < orders; number++) {
      order = ArrivalOrder.of(messages.size(), seed + number);
      Replay replay = Replay.of(stack, release.cohort(COHORT), messages, order);
      first = first == null ? replay : first;
      long differingSequences = replay.differing(batch, first);
      long differingRows = replay.rows().differing(first.rows());
      System.err.println(
          "order %d of %d: %d sequences and %d rows differ, %s s"
              .formatted(
                  number + 1,
                  orders,
                  differingSequences,
                  differingRows,
                  Line.number(replay.seconds())));
      sequences += differingSequences;
      rows += differingRows;
      greatest = Math.max(greatest, replay.rows().greatest(first.rows()));
      seconds += replay.seconds();
    }
    System.out.println("| what | figure |");
    System.out.println("|---|---|");
    print("orders of arrival", Line.number(orders));
    print(
        "messages an order, people",
        Line.number(order.messages().length) + ", " + Line.number(messages.people()));
    print("distinct versions", Line.number(messages.size()));
    print(
        "of these late, repeated",
        percent((double) order.late() / messages.size())
            + ", "
            + percent((double) order.repeated() / messages.size()));
    print(
        "corrected, retracted, beside the nation's own 2 % and 1 %",
        percent(amendments.correctedShare()) + ", " + percent(amendments.retractedShare()));
    print("sequences of the batch build", Line.number(batch.size()));
    print("sequences that differ from it, all orders", Line.number(sequences));
    print("rows in PostgreSQL after an order", Line.number(first.rows().size()));
    print("rows that differ from the first order's, all orders", Line.number(rows));
    print("greatest difference of a number in a row", String.format(Locale.ROOT, "%.1e", greatest));
    print("seconds an order, mean", Line.number(seconds / orders));
    return sequences == 0 && rows == 0 && first.rows().size() > 0 && !batch.isEmpty();
  }

  private static void print(String what, String figure) {
    System.out.println("| " + what + " | " + figure + " |");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
