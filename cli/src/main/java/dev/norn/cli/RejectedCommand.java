package dev.norn.cli;

import dev.norn.ingestion.Rejections;
import dev.norn.ingestion.Rejections.Rejection;
import dev.norn.ingestion.Rejections.Replayed;
import dev.norn.ingestion.topic.RejectedRow;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What was refused, and taking it after all. */
@Command(
    name = "rejected",
    mixinStandardHelpOptions = true,
    description =
        "List, show or replay the rows and messages that did not become life events. Nothing that"
            + " was refused is lost: rows are kept sealed under the pseudonym key.",
    subcommands = {
      RejectedCommand.ListRejected.class,
      RejectedCommand.Show.class,
      RejectedCommand.Replay.class
    })
final class RejectedCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.err.println("say what to do: norn rejected list | show | replay");
    return ExitCode.CONFIGURATION.code();
  }

  private static Rejections of(Servers servers) throws IOException {
    return new Rejections(servers.bootstrapServers(), servers.folder().pseudonymKey());
  }

  /** One line per rejection. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "One line per rejection: id, whether it was replayed, place, register, reason, detail."
              + " No value of a row is shown.")
  static final class ListRejected implements Callable<Integer> {
    @Mixin private WorkOptions work;
    @Mixin private RejectedOptions options;

    @Override
    public Integer call() throws Exception {
      Console console = new Console();
      try (Servers servers = work.servers(console)) {
        List<Rejection> rejections = of(servers).list().stream().filter(options).toList();
        rejections.forEach(ListRejected::line);
        long replayed = rejections.stream().filter(Rejection::replayed).count();
        console.say(rejections.size() + " rejections, " + replayed + " of them replayed");
      }
      return ExitCode.DONE.code();
    }

    private static void line(Rejection rejection) {
      RejectedRow row = rejection.row();
      System.out.printf(
          "%s\t%s\t%s:%d\t%s\t%s\t%s%n",
          rejection.id(),
          rejection.replayed() ? "replayed" : "rejected",
          row.source(),
          row.line(),
          row.register() == null ? "" : row.register(),
          row.reason(),
          row.detail());
    }
  }

  /** One rejection with its row. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Print a rejection and the refused row, opened with the pseudonym key: it says what the"
              + " register says of a person, the person number included.")
  static final class Show implements Callable<Integer> {
    @Mixin private WorkOptions work;

    @Parameters(paramLabel = "ID", description = "as norn rejected list prints it, or its start")
    private String id;

    @Override
    public Integer call() throws Exception {
      try (Servers servers = work.servers(new Console())) {
        Rejections rejections = of(servers);
        RejectedRow row = one(rejections);
        System.out.println(row.message());
        Optional<byte[]> opened = rejections.open(row);
        if (opened.isPresent()) {
          System.out.write(opened.get());
          System.out.println();
        }
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException(
            "[rejected " + id + "] sealed under another pseudonym key than the work folder's", e);
      }
      return ExitCode.DONE.code();
    }

    private RejectedRow one(Rejections rejections) {
      List<RejectedRow> found =
          rejections.list().stream()
              .filter(rejection -> rejection.id().startsWith(id))
              .map(Rejection::row)
              .toList();
      if (found.size() != 1) {
        throw new IllegalArgumentException(
            "[rejected %s] expected one rejection, found %d; see norn rejected list"
                .formatted(id, found.size()));
      }
      return found.get(0);
    }
  }

  /** Takes rows after all. */
  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      description = {
        "Read rejected rows again with the study's definitions as they are now, and send their"
            + " events. What was replayed is not replayed again; what is still refused stays.",
        "Whole files are not replayed: norn ingest reads them again once they are mended."
      })
  static final class Replay implements Callable<Integer> {
    @Mixin private WorkOptions work;
    @Mixin private StudyOptions study;
    @Mixin private RejectedOptions options;

    @Override
    public Integer call() throws Exception {
      Console console = new Console();
      Study opened = study.open();
      try (Servers servers = work.servers(console)) {
        List<Replayed> replayed = of(servers).replay(options, opened.registers());
        for (Replayed each : replayed) {
          System.out.printf(
              "%s\t%s:%d\t%s%n",
              each.rejection().id(),
              each.rejection().row().source(),
              each.rejection().row().line(),
              each.refused() == null
                  ? "taken, events: " + each.events()
                  : "still refused: " + each.refused());
        }
        long refused = replayed.stream().filter(each -> each.refused() != null).count();
        console.say("%d replayed, %d still refused".formatted(replayed.size() - refused, refused));
        return refused == 0 ? ExitCode.DONE.code() : ExitCode.REJECTED.code();
      }
    }
  }
}
