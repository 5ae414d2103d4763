package dev.norn.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * SHA-256 of what a life event says. Keys of messages and of state hold it, so it stays as it is;
 * every message is hashed, so it is quick.
 */
final class ContentHash {

  private static final int DAY = 86_400;

  // A digest is ready again once it has given its result.
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(ContentHash::sha256);

  private ContentHash() {}

  static String of(LifeEvent event) {
    StringBuilder content = new StringBuilder(256);
    append(content, event.person().value());
    append(content, event.register());
    append(content, event.row());
    append(content, event.occurred().toString());
    append(content, event.until() == null ? "" : event.until().toString());
    append(content, text(event.recorded()));
    append(content, Integer.toString(event.revision()));
    append(content, event.kind().name());
    new TreeMap<>(event.fields())
        .forEach(
            (name, value) -> {
              append(content, name);
              append(content, value);
            });
    byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(SHA_256.get().digest(bytes));
  }

  // Length before content: no two lists of parts give one text.
  private static void append(StringBuilder content, String part) {
    content.append(part.length()).append(':').append(part);
  }

  /** As {@link Instant#toString} has it, which takes as long as all the rest. */
  static String text(Instant instant) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond(), DAY));
    if (instant.getNano() != 0 || day.getYear() < 0 || day.getYear() > 9999) {
      return instant.toString();
    }
    int second = Math.floorMod(instant.getEpochSecond(), DAY);
    StringBuilder text = new StringBuilder(20).append(day).append('T');
    twoDigits(text, second / 3600).append(':');
    twoDigits(text, second / 60 % 60).append(':');
    return twoDigits(text, second % 60).append('Z').toString();
  }

  private static StringBuilder twoDigits(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
