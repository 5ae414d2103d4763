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

    /**
     * @return what was done, for the audit log
     */
    abstract String act(OutputRequests requests, String login) throws Exception;

    @Override
    public Integer call() throws Exception {
      try (Servers servers = work.servers(new Console());
          Connection connection = servers.database().connect()) {
        String login = OutputRequestCommand.login(connection);
        String done = act(new OutputRequests(connection), login);
        new FolderAudit(servers).append(OutputRequestCommand.entry(done, id, null));
      }
      return ExitCode.DONE.code();
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
    @Override
    String act(OutputRequests requests, String login) throws Exception {
      OutputRequest request = named(requests);
      System.out.println("rules: " + request.rules());
      System.out.println(request.content());
      return "show";
    }
  }

  /** Yes. */
  @Command(
      name = "approve",
      mixinStandardHelpOptions = true,
      description = "Let what was asked for leave.")
  static final class Approve extends OfOne {
    @Option(names = "--reason", required = true, paramLabel = "WHY", description = "kept with it")
    private String reason;

    @Override
    String act(OutputRequests requests, String login) throws Exception {
      requests.decide(id, State.APPROVED, login, reason);
      return "approve";
    }
  }

  /** No. */
  @Command(
      name = "refuse",
      mixinStandardHelpOptions = true,
      description = "Do not let what was asked for leave.")
  static final class Refuse extends OfOne {
    @Option(names = "--reason", required = true, paramLabel = "WHY", description = "kept with it")
    private String reason;

    @Override
    String act(OutputRequests requests, String login) throws Exception {
      requests.decide(id, State.REFUSED, login, reason);
      return "refuse";
    }
  }

  /** What left. */
  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description =
          "Print what a checker approved. Exit code 1 where nobody has judged it yet, or it was"
              + " refused.")
  static final class Fetch implements Callable<Integer> {
    @Mixin private WorkOptions work;

    @Parameters(paramLabel = "ID", description = "of the request, as norn output list prints it")
    private String id;

    @Option(names = "--out", paramLabel = "FILE", description = "write it there (default: print)")
    private Path out;

    @Override
    public Integer call() throws Exception {
      try (Servers servers = work.servers(new Console());
          Connection connection = servers.database().connect()) {
        OutputRequest request =
            new OutputRequests(connection)
                .named(id)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "[output] there is no request '%s'".formatted(id)));
        if (request.approved().isEmpty()) {
          System.err.println(
              request.state() == State.WAITING
                  ? "nobody has judged it yet"
                  : "refused: " + request.decision().reason());
          return ExitCode.REJECTED.code();
        }
        new FolderAudit(servers).append(OutputRequestCommand.entry("fetch", id, request.purpose()));
        write(request.content());
      }
      return ExitCode.DONE.code();
    }

    private void write(String content) throws Exception {
      if (out == null) {
        System.out.println(content);
      } else {
        Files.writeString(out, content);
      }
    }
  }
}
