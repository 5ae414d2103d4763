package dev.norn.cohort;

import dev.norn.event.PersonId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Eight bytes for a pseudonym: the first of its SHA-256. That two of ten million people share one
 * has a probability of three in a million.
 */
public final class Fingerprint {

  private Fingerprint() {}

  public static long of(PersonId person) {
    return ByteBuffer.wrap(sha256().digest(person.value().getBytes(StandardCharsets.UTF_8)))
        .getLong();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
