package dev.norn.disclosure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may ask the API of an installation, {@code callers.yaml}. It holds no token. */
public record Callers(List<Caller> callers) {

  public Callers {
    if (callers == null || callers.isEmpty()) {
      throw new IllegalArgumentException("callers: expected at least one; norn api token adds one");
    }
    callers = List.copyOf(callers);
    Set<String> seen = new HashSet<>();
    for (Caller caller : callers) {
      if (!seen.add(caller.name()) || !seen.add(caller.sha256())) {
        throw new IllegalArgumentException(
            "callers: %s or its sha256 is there twice; take one out".formatted(caller.name()));
      }
    }
  }

  /** Whose token it is; empty for nobody's, and for one that has expired. */
  public Optional<Caller> withToken(String token, LocalDate today) {
    byte[] sent = bytes(sha256(token));
    return callers.stream()
        // Takes as long whether or not the first digits are right.
        .filter(caller -> MessageDigest.isEqual(sent, bytes(caller.sha256())))
        .filter(caller -> !caller.isExpired(today))
        .findFirst();
  }

  public static String sha256(String token) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(token)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
