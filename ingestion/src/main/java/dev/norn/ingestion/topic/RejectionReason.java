package dev.norn.ingestion.topic;

import java.util.EnumSet;
import java.util.Set;

/** Why a row, a file or a message did not become a life event, or a release does not serve. */
public enum RejectionReason {
  EMPTY_FILE,
  UNREADABLE_FILE,
  TRUNCATED_FILE,
  UNKNOWN_COLUMN,
  UNKNOWN_REGISTER,
  WRONG_ENCODING,
  LINE_TOO_LONG,
  MALFORMED_ROW,
  MISSING_PERSON,
  MISSING_ROW_NAME,
  UNPARSEABLE_DATE,
  UNPARSEABLE_NUMBER,
  UNKNOWN_CODE,
  INCONSISTENT_ROW,
  CONFLICTING_DUPLICATE,
  UNDECODABLE_MESSAGE,
  MESSAGE_TOO_LONG,
  FUTURE_DATE,
  WRONG_KEY,
  UNDEFINED_REGISTER,
  CROWDED_DAY,
  PERSON_FORGOTTEN,
  RELEASE_REFUSED;

  private static final Set<RejectionReason> FILES =
      EnumSet.of(EMPTY_FILE, UNREADABLE_FILE, TRUNCATED_FILE, UNKNOWN_COLUMN, UNKNOWN_REGISTER);

  private static final Set<RejectionReason> MESSAGES =
      EnumSet.of(
          UNDECODABLE_MESSAGE,
          MESSAGE_TOO_LONG,
          FUTURE_DATE,
          WRONG_KEY,
          UNDEFINED_REGISTER,
          CROWDED_DAY,
          PERSON_FORGOTTEN);

  /** True when the whole file, not a row of it, was refused. */
  public boolean wholeFile() {
    return FILES.contains(this);
  }

  /** True when a message on a topic was refused, which the topic still holds. */
  public boolean message() {
    return MESSAGES.contains(this);
  }
}
