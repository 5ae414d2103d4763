package dev.norn.ingestion.topic;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * What did not become a life event, where, and why.
 *
 * @param source file name, or topic-partition
 * @param line line or row from 1, or the topic offset; 0 for a whole file
 * @param register whose definition refused it, or null when none is known
 * @param detail what was found and what was expected, without any value of the row
 * @param sealedPayload the row under the {@link PayloadSeal}, or empty
 */
public record RejectedRow(
    String source,
    long line,
    String register,
    RejectionReason reason,
    String detail,
    byte[] sealedPayload) {

  public RejectedRow {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(sealedPayload, "sealedPayload");
  }

  /** Names the place and the reason: the same rejection, met again, has the same hash. */
  public String placeHash() {
    String place = source + '\0' + line + '\0' + register + '\0' + reason;
    return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The line a person reads: place, what is wrong, where the row went. */
  public String message() {
    return "["
        + source
        + ":"
        + line
        + "] "
        + detail
        + "; sent to "
        + Topics.REJECTED
        + " with reason "
        + reason;
  }
}
