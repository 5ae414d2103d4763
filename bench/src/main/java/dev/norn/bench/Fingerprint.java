package dev.norn.bench;

import dev.norn.sequence.PersonSequence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Equal for equal sequences and abstentions, byte for byte.
 *
 * @param historyVersion how many versions went into it
 * @param abstained that there is no sequence
 * @param content SHA-256 of the rest, in hexadecimal
 */
record Fingerprint(long historyVersion, boolean abstained, String content) {

  static Fingerprint ofVersion(long historyVersion) {
    return new Fingerprint(historyVersion, false, "");
  }

  static Fingerprint of(PersonSequence sequence) {
    return of(sequence.historyVersion(), false, sequence.newestRecorded(), sequence.bytes());
  }

  static Fingerprint ofAbstention(String reason, long historyVersion, Instant newestRecorded) {
    return of(historyVersion, true, newestRecorded, reason.getBytes(StandardCharsets.UTF_8));
  }

  private static Fingerprint of(
      long historyVersion, boolean abstained, Instant newestRecorded, byte[] bytes) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(newestRecorded.toString().getBytes(StandardCharsets.UTF_8));
      sha256.update(bytes);
      return new Fingerprint(historyVersion, abstained, HexFormat.of().formatHex(sha256.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
