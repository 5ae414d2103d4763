package dev.norn.ingestion;

import dev.norn.ingestion.topic.RejectionReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Where every row of an ingestion went. The counts reconcile: rows = accepted + elsewhere +
 * repeated + rejected rows; events come from accepted rows.
 */
public final class IngestionReport {

  private int files;
  private int filesSkipped;
  private long rows;
  private long accepted;
  private long elsewhere;
  private long repeated;
  private long events;
  private final Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);

  void countFile() {
    files++;
  }

  void countSkippedFile() {
    filesSkipped++;
  }

  void countRow() {
    rows++;
  }

  void countAccepted(int newEvents) {
    accepted++;
    events += newEvents;
  }

  void countElsewhere() {
    elsewhere++;
  }

  void countRepeated() {
    repeated++;
  }

  void countRejected(RejectionReason reason) {
    rejected.merge(reason, 1L, Long::sum);
  }

  public int files() {
    return files;
  }

  /** Files whose content had been ingested before. */
  public int filesSkipped() {
    return filesSkipped;
  }

  /** Rows read, without header lines. */
  public long rows() {
    return rows;
  }

  public long accepted() {
    return accepted;
  }

  /** Rows that the definition's {@code where} leaves to another register. */
  public long elsewhere() {
    return elsewhere;
  }

  /** Rows that repeat an earlier row of the file word for word. */
  public long repeated() {
    return repeated;
  }

  /** Life events sent. */
  public long events() {
    return events;
  }

  public Map<RejectionReason, Long> rejectedByReason() {
    return Map.copyOf(rejected);
  }

  /** Rejected rows, without rejections of a whole file. */
  public long rejectedRows() {
    return count(false);
  }

  public long rejectedFiles() {
    return count(true);
  }

  private long count(boolean wholeFiles) {
    return rejected.entrySet().stream()
        .filter(entry -> entry.getKey().wholeFile() == wholeFiles)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** True when no row is unaccounted for. */
  public boolean reconciles() {
    return rows == accepted + elsewhere + repeated + rejectedRows();
  }

  /**
   * @param limit share of rows, 0 to 1, that may be rejected; a rejected file is always too much
   */
  public boolean withinLimit(double limit) {
    return rejectedFiles() == 0 && rejectedRows() <= limit * rows;
  }

  /** Adds another report's counts to this one's. */
  public void add(IngestionReport other) {
    files += other.files;
    filesSkipped += other.filesSkipped;
    rows += other.rows;
    accepted += other.accepted;
    elsewhere += other.elsewhere;
    repeated += other.repeated;
    events += other.events;
    other.rejected.forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
  }

  @Override
  public String toString() {
    StringJoiner reasons = new StringJoiner(", ", " (", ")").setEmptyValue("");
    rejected.forEach((reason, count) -> reasons.add(reason + " " + count));
    return String.format(
        "%d files (%d ingested before), %d rows = %d accepted + %d of other registers"
            + " + %d repeated + %d rejected%s; %d events",
        files, filesSkipped, rows, accepted, elsewhere, repeated, rejectedRows(), reasons, events);
  }
}
