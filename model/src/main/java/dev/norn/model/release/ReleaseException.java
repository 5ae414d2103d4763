package dev.norn.model.release;

/** A release cannot be written or used; the message says where, what was found and what to do. */
public final class ReleaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReleaseException(String place, String what) {
    super("[" + place + "] " + what);
  }

  public ReleaseException(String place, String what, Throwable cause) {
    super("[" + place + "] " + what, cause);
  }
}
