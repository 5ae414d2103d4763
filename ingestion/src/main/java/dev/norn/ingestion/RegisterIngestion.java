package dev.norn.ingestion;

import dev.norn.event.DefinitionFile;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.ingestion.topic.PayloadSeal;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectionReason;
import dev.norn.ingestion.topic.Topics;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/**
 * Puts the files of a data folder on the topic, each as its register definition says. Running it
 * again on the same files adds nothing; one that died goes on where it was.
 */
public final class RegisterIngestion {

  private static final Set<String> DATA_SUFFIXES = Set.of(".csv", ".csv.gz", ".parquet");

  private final String bootstrapServers;
  private final byte[] pseudonymKey;

  /**
   * @param pseudonymKey secret of at least 16 bytes; the same key gives the same pseudonyms
   */
  public RegisterIngestion(String bootstrapServers, byte[] pseudonymKey) {
    this.bootstrapServers = bootstrapServers;
    this.pseudonymKey = pseudonymKey.clone();
  }

  /** Is told how the ingestion goes. */
  public interface Progress {

    /**
     * @param done files read, the named one included
     */
    void file(String name, int done, int of);

    /**
     * A row or file that was not taken, as it is met; again where the broker ended a transaction
     * and its rows are read once more.
     */
    void rejected(RejectedRow row);
  }

  /** One delivered file under one definition. */
  private record Delivery(Path file, RegisterDefinition definition) {}

  /**
   * @param data folder with the files; sub-folders are looked into only for registers whose glob
   *     says so
   * @param leftOut names of data files in the folder that are no register on purpose
   */
  public IngestionReport ingest(
      Path data, List<RegisterDefinition> definitions, Set<String> leftOut, Progress progress)
      throws IOException {
    IngestionReport report = new IngestionReport();
    List<Delivery> deliveries = deliveries(data, definitions);
    IngestionLedger ledger = IngestionLedger.read(bootstrapServers);
    try (EventSender sender = new EventSender(bootstrapServers)) {
      int done = 0;
      for (Delivery delivery : deliveries) {
        String name = data.relativize(delivery.file()).toString();
        try {
          report.add(ingestion(delivery, name, progress).run(ledger, sender));
        } catch (KafkaException e) {
          if (!EventSender.endedByBroker(e)) {
            throw e;
          }
          sender.restart();
          // What the file has on the topic by now is settled, and not sent again.
          ledger = IngestionLedger.read(bootstrapServers);
          report.add(ingestion(delivery, name, progress).run(ledger, sender));
        }
        progress.file(name, ++done, deliveries.size());
      }
      rejectUnclaimed(data, deliveries, leftOut, sender, report, progress::rejected);
    }
    return report;
  }

  private FileIngestion ingestion(Delivery delivery, String name, Progress progress) {
    return new FileIngestion(
        delivery.file(),
        name,
        delivery.definition(),
        new Pseudonyms(pseudonymKey),
        new PayloadSeal(pseudonymKey),
        progress::rejected);
  }

  private static List<Delivery> deliveries(Path data, List<RegisterDefinition> definitions)
      throws IOException {
    List<Delivery> deliveries = new ArrayList<>();
    for (RegisterDefinition definition : definitions) {
      String glob = definition.source().files();
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      boolean deep = glob.contains("/") || glob.contains("**");
      for (Path file : files(data, deep ? Integer.MAX_VALUE : 1)) {
        if (matcher.matches(data.relativize(file))) {
          deliveries.add(new Delivery(file, definition));
        }
      }
    }
    return deliveries;
  }

  private static List<Path> files(Path data, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(data, depth, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  // A data file that no definition claims is a register nobody expected: say so, lose nothing.
  private static void rejectUnclaimed(
      Path data,
      List<Delivery> deliveries,
      Set<String> leftOut,
      EventSender sender,
      IngestionReport report,
      Consumer<RejectedRow> rejected)
      throws IOException {
    Set<Path> claimed = new HashSet<>();
    deliveries.forEach(delivery -> claimed.add(delivery.file()));
    for (Path file : files(data, 1)) {
      String name = file.getFileName().toString();
      if (!claimed.contains(file)
          && !leftOut.contains(name)
          && DATA_SUFFIXES.stream().anyMatch(name::endsWith)) {
        RejectedRow row =
            new RejectedRow(
                name,
                0,
                null,
                RejectionReason.UNKNOWN_REGISTER,
                "no register definition claims this file; add one or take the file away",
                new byte[0]);
        sender.begin();
        sender.send(row);
        sender.commit();
        report.countRejected(row.reason());
        rejected.accept(row);
      }
    }
  }

  /** Names a definition's content, so that a changed definition reads its files again. */
  static String fingerprint(RegisterDefinition definition) {
    return Integer.toHexString(DefinitionFile.toJson(definition).hashCode());
  }

  /** Topics that ingestion needs, created where missing. */
  public void createTopics(int partitions, short replication) {
    Topics.create(bootstrapServers, partitions, replication);
  }
}
