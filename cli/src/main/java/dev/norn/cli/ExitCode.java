package dev.norn.cli;

/** How the command ends. */
enum ExitCode {
  DONE(0),
  /** More data was rejected than the stated limit. */
  REJECTED(1),
  /** Usage or configuration. */
  CONFIGURATION(2),
  /** Kafka, Flink, Postgres or the disk. */
  INFRASTRUCTURE(3);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
