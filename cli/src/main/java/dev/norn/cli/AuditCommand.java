package dev.norn.cli;

import dev.norn.db.AuditHead;
import dev.norn.db.AuditLog;
import dev.norn.db.AuditProof;
import java.sql.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who asked what. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "List the audit log, or prove that nothing was removed from it.",
    subcommands = {AuditCommand.ListRows.class, AuditCommand.Verify.class})
final class AuditCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.err.println("say what to do: norn audit list | verify");
    return ExitCode.CONFIGURATION.code();
  }

  /** One line per row. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "One line per row, newest first: id, when, login, action, purpose, rows of the"
              + " answer, decision, detail.")
  static final class ListRows implements Callable<Integer> {
    @Mixin private WorkOptions work;

    @Option(
        names = "--newest",
        paramLabel = "ROWS",
        defaultValue = "50",
        description = "how many (default: ${DEFAULT-VALUE})")
    private int newest;

    @Override
    public Integer call() throws Exception {
      if (newest < 1) {
        throw new IllegalArgumentException(
            "[--newest] found " + newest + "; expected 1 or more rows");
      }
      try (Servers servers = work.servers(new Console())) {
        try (Connection connection = servers.database().connect()) {
          AuditLog.newest(connection, newest)
              .forEach(row -> System.out.println(String.join("\t", row)));
        }
      }
      return ExitCode.DONE.code();
    }
  }

  /** The proof. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Prove by the seals that no row of the audit log was removed, changed or put in between, and"
            + " name the first place where one was. Prints the head of the log: kept somewhere else"
            + " it proves later that the newest rows are still there.",
        "Exit code 1 when the proof fails."
      })
  static final class Verify implements Callable<Integer> {
    @Mixin private WorkOptions work;

    @Option(
        names = "--head",
        paramLabel = "HEAD",
        description =
            "that an earlier verify printed (default: the one that the work folder keeps)")
    private String head;

    @Override
    public Integer call() throws Exception {
      Console console = new Console();
      AuditHead given = head == null ? null : AuditHead.parse(head);
      try (Servers servers = work.servers(console)) {
        FolderAudit audit = new FolderAudit(servers);
        AuditProof proof = audit.verify(given);
        if (proof.broken() != null) {
          console.say(proof.broken() + "; " + proof.sealed() + " rows before it hold");
          return ExitCode.REJECTED.code();
        }
        console.say(
            "%d rows hold, %d of them sealed later than written; %d rows have no seal yet"
                .formatted(proof.sealed(), proof.adopted(), proof.unsealed()));
        if (given == null && !audit.isHeadKept()) {
          console.say("no head was kept: whether newest rows were removed is not known");
        }
        if (proof.head() != null) {
          System.out.println(proof.head());
        }
        return ExitCode.DONE.code();
      }
    }
  }
}
