package dev.norn.cli;

import dev.norn.db.OutputRequest;
import dev.norn.db.OutputRequest.State;
import dev.norn.db.OutputRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What leaves. */
@Command(
    name = "output",
    mixinStandardHelpOptions = true,
    description = {
      "Reports ask to leave, a checker who is somebody else judges, and what was approved is fetched.",
      "Who one is, is the database login. Tables ask over HTTP."
    },
    subcommands = {
      OutputRequestCommand.class,
      OutputCommand.ListAll.class,
      OutputCommand.Show.class,
      OutputCommand.Approve.class,
      OutputCommand.Refuse.class,
      OutputCommand.Fetch.class
    })
final class OutputCommand implements Callable<Integer> {

  private static final int PAGE = 500;

  @Override
  public Integer call() {
    System.err.println(
        "say what to do: norn output request | list | show | approve | refuse | fetch");
    return ExitCode.CONFIGURATION.code();
  }

  /** One line per request. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "One line per request, oldest first: id, state, kind, about, who asked, when, purpose, who"
              + " judged, why.")
  static final class ListAll implements Callable<Integer> {
    @Mixin private WorkOptions work;

    @Option(names = "--waiting", description = "only what nobody has judged")
    private boolean waiting;

    @Override
    public Integer call() throws Exception {
      try (Servers servers = work.servers(new Console());
          Connection connection = servers.database().connect()) {
        OutputRequests requests = new OutputRequests(connection);
        String last = null;
        for (List<OutputRequest> page = requests.page(null, last, PAGE);
            !page.isEmpty();
            page = requests.page(null, last, PAGE)) {
          page.stream()
              .filter(request -> !waiting || request.state() == State.WAITING)
              .forEach(request -> System.out.println(line(request)));
          last = page.get(page.size() - 1).id();
        }
      }
      return ExitCode.DONE.code();
    }

    private static String line(OutputRequest request) {
      boolean judged = request.decision() != null;
      return String.join(
          "\t",
          request.id(),
          request.state().name(),
          request.kind().name(),
          request.about(),
          request.askedBy(),
          request.askedAt().toString(),
          request.purpose(),
          judged ? request.decision().by() : "",
          judged ? request.decision().reason() : "");
    }
  }

  /** What each does to one request. */
  abstract static class OfOne implements Callable<Integer> {
    @Mixin WorkOptions work;

    @Parameters(paramLabel = "ID", description = "of the request, as norn output list prints it")
    String id;

    private final String done;

    /**
     * @param done for the audit log
     */
    OfOne(String done) {
      this.done = done;
    }

    /**
     * @param login who acts
     * @return what is shown once it is written down; null for nothing, and nothing is written down
     */
    abstract String act(OutputRequests requests, String login) throws Exception;

    @Override
    public Integer call() throws Exception {
      String shown;
      try (Servers servers = work.servers(new Console());
          Connection connection = servers.database().connect()) {
        shown = act(new OutputRequests(connection), OutputRequestCommand.login(connection));
        if (shown != null) {
          new FolderAudit(servers).append(OutputRequestCommand.entry(done, id, null));
        }
      }
      if (shown != null) {
        show(shown);
      }
      return shown == null ? ExitCode.REJECTED.code() : ExitCode.DONE.code();
    }

    void show(String shown) throws Exception {
      System.out.println(shown);
    }

    OutputRequest named(OutputRequests requests) throws Exception {
      return requests
          .named(id)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "[output] there is no request '%s'; norn output list shows all"
                          .formatted(id)));
    }
  }

  /** For the checker. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "For a checker: the rules that a request passed, and what would leave.")
  static final class Show extends OfOne {
    Show() {
      super("show");
    }

    @Override
    String act(OutputRequests requests, String login) throws Exception {
      OutputRequest request = named(requests);
      return "rules: " + request.rules() + "\n" + request.content();
    }
  }

  /** A decision. */
  abstract static class Judging extends OfOne {
    private final State state;

    @Option(names = "--reason", required = true, paramLabel = "WHY", description = "kept with it")
    private String reason;

    Judging(String done, State state) {
      super(done);
      this.state = state;
    }

    @Override
    String act(OutputRequests requests, String login) throws Exception {
      requests.decide(id, state, login, reason);
      return id + " " + state;
    }
  }

  /** Yes. */
  @Command(
      name = "approve",
      mixinStandardHelpOptions = true,
      description = "Let what was asked for leave.")
  static final class Approve extends Judging {
    Approve() {
      super("approve", State.APPROVED);
    }
  }

  /** No. */
  @Command(
      name = "refuse",
      mixinStandardHelpOptions = true,
      description = "Do not let what was asked for leave.")
  static final class Refuse extends Judging {
    Refuse() {
      super("refuse", State.REFUSED);
    }
  }

  /** What left. */
  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description =
          "Print what a checker approved. Exit code 1 where nobody has judged it yet, or it was"
              + " refused.")
  static final class Fetch extends OfOne {
    @Option(names = "--out", paramLabel = "FILE", description = "write it there (default: print)")
    private Path out;

    Fetch() {
      super("fetch");
    }

    @Override
    String act(OutputRequests requests, String login) throws Exception {
      OutputRequest request = named(requests);
      if (request.approved().isEmpty()) {
        System.err.println(
            request.state() == State.WAITING
                ? "nobody has judged it yet"
                : "refused: " + request.decision().reason());
      }
      return request.approved().orElse(null);
    }

    @Override
    void show(String shown) throws Exception {
      if (out == null) {
        super.show(shown);
      } else {
        Files.writeString(out, shown);
      }
    }
  }
}
