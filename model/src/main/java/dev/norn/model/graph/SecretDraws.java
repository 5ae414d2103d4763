package dev.norn.model.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Chance that nobody can repeat who has not the key: who is drawn and what noise is added in
 * private training. The key is 256 random bits of the operating system. It lies in the folder of
 * checkpoints, so that a resumed run draws what the unbroken one would have, and in no release: who
 * knows it can subtract the noise.
 */
public final class SecretDraws {

  private static final String FILE = "secret-draws.key";
  private static final int KEY_BYTES = 32;
  private static final int BUFFER_BYTES = 1 << 12;

  private final byte[] key;

  SecretDraws(byte[] key) {
    this.key = key.clone();
  }

  /** With the key in the folder, which is made where there is none. */
  static SecretDraws in(Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve(FILE);
    if (!Files.exists(file)) {
      byte[] fresh = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(fresh);
      Files.createFile(file);
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      Files.write(file, fresh);
    }
    byte[] read = Files.readAllBytes(file);
    if (read.length != KEY_BYTES) {
      throw new IOException(
          "[%s] found %d bytes, expected %d; delete the folder and train again"
              .formatted(file, read.length, KEY_BYTES));
    }
    return new SecretDraws(read);
  }

  /** Deletes the key of a run that has ended; the disk may keep a copy. */
  public static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  /**
   * A stream that depends on the key, the name and the number, on nothing else: AES-256 in counter
   * mode under a key of its own, which HMAC-SHA256 derives. Not thread-safe.
   */
  RandomGenerator stream(String name, long number) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(name.getBytes(StandardCharsets.UTF_8));
      byte[] own = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(own, "AES"), new IvParameterSpec(new byte[16]));
      return new KeyStream(cipher);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256 and AES", e);
    }
  }

  private static final class KeyStream implements RandomGenerator {
    private static final byte[] ZEROS = new byte[BUFFER_BYTES];

    private final Cipher cipher;
    private ByteBuffer left = ByteBuffer.allocate(0);

    KeyStream(Cipher cipher) {
      this.cipher = cipher;
    }

    @Override
    public long nextLong() {
      if (left.remaining() < Long.BYTES) {
        left = ByteBuffer.wrap(cipher.update(ZEROS));
      }
      return left.getLong();
    }
  }
}
