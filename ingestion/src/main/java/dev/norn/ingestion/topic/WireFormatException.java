package dev.norn.ingestion.topic;

/** Bytes on a topic that are not what the topic holds; the message carries no value of theirs. */
public final class WireFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public WireFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
