package dev.norn.cli;

import dev.norn.ingestion.Rejections.Rejection;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectionReason;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which rejections; all where nothing is said. */
final class RejectedOptions implements Predicate<Rejection> {

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "as norn rejected list prints them, or their starts")
  private List<String> ids = List.of();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "only of this reason: ${COMPLETION-CANDIDATES}")
  private RejectionReason reason;

  @Option(names = "--register", paramLabel = "NAME", description = "only of this register")
  private String register;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "only from this file or topic and partition")
  private String source;

  @Override
  public boolean test(Rejection rejection) {
    RejectedRow row = rejection.row();
    return (ids.isEmpty() || ids.stream().anyMatch(rejection.id()::startsWith))
        && (reason == null || reason == row.reason())
        && (register == null || register.equals(row.register()))
        && (source == null || source.equals(row.source()));
  }
}
