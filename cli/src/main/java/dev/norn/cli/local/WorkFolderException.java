package dev.norn.cli.local;

/** The work folder cannot be used as it is: somebody has to act, so trying again is no use. */
public final class WorkFolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkFolderException(String message) {
    super(message);
  }

  WorkFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
