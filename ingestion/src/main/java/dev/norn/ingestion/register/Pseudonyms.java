package dev.norn.ingestion.register;

import dev.norn.event.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Person numbers to pseudonyms: the first 128 bits of HMAC-SHA-256 under a key that never leaves
 * the place of ingestion. Not thread-safe.
 */
public final class Pseudonyms {

  private static final int BYTES = 16;

  private final Mac mac;

  /**
   * @param key at least 16 bytes
   */
  public Pseudonyms(byte[] key) {
    if (key.length < BYTES) {
      throw new IllegalArgumentException("the pseudonym key must hold at least 16 bytes");
    }
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  public PersonId of(String personNumber) {
    byte[] hash = mac.doFinal(personNumber.getBytes(StandardCharsets.UTF_8));
    return new PersonId(HexFormat.of().formatHex(hash, 0, BYTES));
  }
}
