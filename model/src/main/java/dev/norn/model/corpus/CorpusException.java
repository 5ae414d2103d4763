package dev.norn.model.corpus;

/** A corpus cannot be written or read; the message says where, what was found and what to do. */
public final class CorpusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorpusException(String place, String what) {
    super("[" + place + "] " + what);
  }

  CorpusException(String place, String what, Throwable cause) {
    super("[" + place + "] " + what, cause);
  }
}
