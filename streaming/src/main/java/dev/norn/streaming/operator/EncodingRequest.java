package dev.norn.streaming.operator;

import dev.norn.event.PersonId;
import dev.norn.sequence.PersonSequence;
import java.time.Instant;

/**
 * A person to be encoded by a release, or no longer to be predicted for. The sequence's arrays are
 * spelt out because Flink's serialisers know records and arrays.
 *
 * @param landmark last day whose facts were used, yyyy-MM-dd
 * @param releaseFolder of the release whose vocabulary wrote the sequence
 * @param abstained why there is to be no prediction, or null; then the arrays hold the sequence
 * @param since when the topic took the oldest message that asks for it, milliseconds since 1970; 0
 *     where none does
 */
public record EncodingRequest(
    String person,
    String landmark,
    String releaseFolder,
    String abstained,
    int[] tokens,
    int[] days,
    float[] ages,
    int[] segments,
    long historyVersion,
    Instant newestRecorded,
    Cause cause,
    long since) {

  static EncodingRequest encode(
      String landmark, String releaseFolder, PersonSequence sequence, Cause cause, long since) {
    return new EncodingRequest(
        sequence.person().value(),
        landmark,
        releaseFolder,
        null,
        sequence.tokens(),
        sequence.days(),
        sequence.ages(),
        sequence.segments(),
        sequence.historyVersion(),
        sequence.newestRecorded(),
        cause,
        since);
  }

  static EncodingRequest abstain(
      String person,
      String landmark,
      String releaseFolder,
      String reason,
      long historyVersion,
      Instant newestRecorded,
      Cause cause,
      long since) {
    return new EncodingRequest(
        person,
        landmark,
        releaseFolder,
        reason,
        new int[0],
        new int[0],
        new float[0],
        new int[0],
        historyVersion,
        newestRecorded,
        cause,
        since);
  }

  PersonSequence sequence() {
    return new PersonSequence(
        new PersonId(person), tokens, days, ages, segments, historyVersion, newestRecorded);
  }
}
