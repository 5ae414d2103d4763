package dev.norn.db;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Something without persons that asks to leave the place where persons are seen.
 *
 * @param id random
 * @param about run, runs or release
 * @param askedBy {@code api/} and a caller's name, or {@code login/} and a database login
 * @param project of the caller; null for none
 * @param rules that it passed, JSON
 * @param content what leaves, JSON
 * @param askedAt null before it is kept
 * @param decision null while it waits
 */
public record OutputRequest(
    String id,
    Kind kind,
    String about,
    String askedBy,
    String project,
    String purpose,
    String rules,
    String content,
    Instant askedAt,
    Decision decision) {

  /** What it is. */
  public enum Kind {
    TABLE,
    SCORING_REPORT,
    COMPARISON,
    EVALUATION
  }

  /** What became of it. */
  public enum State {
    WAITING,
    APPROVED,
    REFUSED
  }

  /**
   * A checker's.
   *
   * @param by named as {@link #askedBy}
   */
  public record Decision(State state, String by, Instant at, String reason) {}

  /** One that nobody has asked yet. */
  public static OutputRequest of(
      Kind kind,
      String about,
      String askedBy,
      String project,
      String purpose,
      String rules,
      String content) {
    if (purpose == null || purpose.codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw new IllegalArgumentException(
          "[purpose] is missing; say what the output is for, the checker judges by it");
    }
    return new OutputRequest(
        UUID.randomUUID().toString(),
        kind,
        about,
        askedBy,
        project,
        purpose,
        rules,
        content,
        null,
        null);
  }

  public State state() {
    return decision == null ? State.WAITING : decision.state();
  }

  /** Of the content in UTF-8, in hexadecimal. */
  public String sha256() {
    return sha256(content.getBytes(StandardCharsets.UTF_8));
  }

  /** In hexadecimal. */
  public static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** What may leave; empty unless a checker approved. */
  public Optional<String> approved() {
    return state() == State.APPROVED ? Optional.of(content) : Optional.empty();
  }
}
