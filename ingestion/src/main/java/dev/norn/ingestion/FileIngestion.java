package dev.norn.ingestion;

import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.register.ParsedRow;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.ingestion.register.RawRow;
import dev.norn.ingestion.register.RegisterFile;
import dev.norn.ingestion.register.RowMapper;
import dev.norn.ingestion.topic.PayloadSeal;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectionReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One delivered file on its way to the topic. Holds about 80 bytes of heap per event of the file,
 * to find rows that name one version of a fact twice.
 */
final class FileIngestion {

  private static final int ROWS_PER_TRANSACTION = 5_000;

  private final Path file;
  private final String name;
  private final RegisterDefinition definition;
  private final Pseudonyms pseudonyms;
  private final PayloadSeal seal;
  private final Consumer<RejectedRow> rejections;
  private final IngestionReport report = new IngestionReport();
  private final Map<Long, Long> contentByVersion = new HashMap<>();

  /**
   * @param name for whoever looks for a rejected row: the path within the data folder
   */
  FileIngestion(
      Path file,
      String name,
      RegisterDefinition definition,
      Pseudonyms pseudonyms,
      PayloadSeal seal,
      Consumer<RejectedRow> rejections) {
    this.file = file;
    this.name = name;
    this.definition = definition;
    this.pseudonyms = pseudonyms;
    this.seal = seal;
    this.rejections = rejections;
  }

  IngestionReport run(IngestionLedger ledger, EventSender sender) throws IOException {
    String delivery =
        definition.register() + "/" + RegisterIngestion.fingerprint(definition) + "/" + hash();
    report.countFile();
    if (ledger.isComplete(delivery)) {
      report.countSkippedFile();
      return report;
    }
    Rows rows = new Rows(delivery, ledger.rowsDone(delivery), sender);
    sender.begin();
    RegisterFile.read(file, definition, new RowMapper(definition, pseudonyms), rows);
    // A file that broke off will be delivered whole, under another hash; nothing more comes here.
    sender.send(IngestionLedger.complete(delivery));
    sender.commit();
    return report;
  }

  /** Takes the file's rows in order; rows committed by an earlier run are read, not sent. */
  private final class Rows implements RegisterFile.RowConsumer {
    private final String delivery;
    private final long committed;
    private final EventSender sender;
    private long count;

    Rows(String delivery, long committed, EventSender sender) {
      this.delivery = delivery;
      this.committed = committed;
      this.sender = sender;
    }

    @Override
    public void accept(long line, ParsedRow row, RawRow raw) {
      if (line > 0) {
        count++;
        report.countRow();
      }
      boolean send = count > committed || line == 0;
      if (row instanceof ParsedRow.Accepted accepted) {
        accept(line, accepted, raw, send);
      } else if (row instanceof ParsedRow.Rejected rejected) {
        reject(line, rejected.reason(), rejected.detail(), raw, send);
      } else {
        report.countElsewhere();
      }
      if (send && count % ROWS_PER_TRANSACTION == 0) {
        sender.send(IngestionLedger.rows(delivery, count));
        sender.commit();
        sender.begin();
      }
    }

    private void accept(long line, ParsedRow.Accepted accepted, RawRow raw, boolean send) {
      int repeated = 0;
      for (LifeEvent event : accepted.events()) {
        Long version = prefix(versionName(event));
        long content = prefix(event.contentHash());
        Long earlier = contentByVersion.putIfAbsent(version, content);
        if (earlier != null && earlier != content) {
          reject(
              line,
              RejectionReason.CONFLICTING_DUPLICATE,
              "an earlier row of the file states the same version of the same fact otherwise",
              raw,
              send);
          return;
        }
        repeated += earlier == null ? 0 : 1;
      }
      if (repeated > 0 && repeated == accepted.events().size()) {
        report.countRepeated();
        return;
      }
      report.countAccepted(accepted.events().size());
      if (send) {
        accepted.events().forEach(sender::send);
      }
    }

    private void reject(
        long line, RejectionReason reason, String detail, RawRow raw, boolean send) {
      report.countRejected(reason);
      RejectedRow rejected =
          new RejectedRow(
              name,
              line,
              definition.register(),
              reason,
              detail,
              raw.isNone() ? new byte[0] : seal.seal(raw.asFile()));
      if (send) {
        sender.send(rejected);
        rejections.accept(rejected);
      }
    }
  }

  private static String versionName(LifeEvent event) {
    MessageDigest digest = sha256();
    for (String part :
        List.of(
            event.person().value(),
            event.row(),
            event.recorded().toString(),
            Integer.toString(event.revision()))) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static long prefix(String hexadecimal) {
    return HexFormat.fromHexDigitsToLong(hexadecimal, 0, 16);
  }

  private String hash() throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
