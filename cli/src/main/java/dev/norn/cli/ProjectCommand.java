package dev.norn.cli;

import dev.norn.db.AuditEntry;
import dev.norn.db.Project;
import dev.norn.db.Projects;
import dev.norn.event.DefinitionFile;
import dev.norn.ingestion.register.Pseudonyms;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Projects: who may see whom. */
@Command(
    name = "project",
    mixinStandardHelpOptions = true,
    description = {
      "A project's readers see the people of its cohorts, under pseudonyms that no other project has.",
      "The keys of the pseudonyms are in the work folder, projects/, and never in the database."
    },
    subcommands = {
      ProjectCommand.Create.class,
      ProjectCommand.Refresh.class,
      ProjectCommand.Allow.class,
      ProjectCommand.Disallow.class,
      ProjectCommand.Rotate.class,
      ProjectCommand.End.class,
      ProjectCommand.ListAll.class
    })
final class ProjectCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.err.println(
        "say what to do: norn project create | refresh | allow | disallow | rotate | end | list");
    return ExitCode.CONFIGURATION.code();
  }

  /** What each of them needs; each is written into the audit log. */
  abstract static class Administering implements Callable<Integer> {
    @Mixin WorkOptions work;

    @Parameters(paramLabel = "NAME", description = "of the project")
    String name;

    /**
     * @return what was done, for the audit log
     */
    abstract AuditEntry change(Servers servers, Projects projects) throws SQLException;

    @Override
    public Integer call() throws Exception {
      try (Servers servers = work.servers(new Console());
          Connection connection = servers.database().connect()) {
        new FolderAudit(servers).append(change(servers, new Projects(connection)));
      }
      return ExitCode.DONE.code();
    }

    AuditEntry done(String what, String why, long people) {
      String detail = DefinitionFile.toJson(Map.of("project", name));
      return new AuditEntry("project." + what, why, people, "DONE", detail);
    }

    UnaryOperator<String> pseudonym(Servers servers, int keyNumber) {
      Pseudonyms pseudonyms = new Pseudonyms(servers.folder().projectKey(name, keyNumber));
      return person -> pseudonyms.of(person).value();
    }

    AuditEntry admitted(String what, String why, Project.Admitted admitted) {
      System.out.printf(
          "%s: %d people came in, %d went out%n", name, admitted.added(), admitted.removed());
      return done(what, why, admitted.added() + admitted.removed());
    }

    /** The key is made with the first people: later ones need the same. */
    Project.Admitted admit(Servers servers, Projects projects) throws SQLException {
      Project.Standing standing = projects.named(name);
      if (standing.people() > 0 && !servers.folder().hasProjectKey(name, standing.keyNumber())) {
        throw new IllegalArgumentException(
            "[project] key %d of '%s' is not in work folder %s; put it back, or rotate the pseudonyms"
                .formatted(standing.keyNumber(), name, servers.folder()));
      }
      return projects.admit(name, pseudonym(servers, standing.keyNumber()));
    }
  }

  /** A new one, with its people. */
  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Make a project and take in the people of its cohorts.")
  static final class Create extends Administering {
    @Option(
        names = "--cohort",
        required = true,
        paramLabel = "NAME",
        description =
            "whose people it may see, as finished scoring runs hold them; may be given more than"
                + " once")
    private List<String> cohorts;

    @Option(
        names = "--purpose",
        required = true,
        paramLabel = "WHY",
        description = "what the project is for")
    private String purpose;

    @Option(
        names = "--ends",
        required = true,
        paramLabel = "DAY",
        description = "last day, included, in UTC")
    private LocalDate ends;

    @Override
    AuditEntry change(Servers servers, Projects projects) throws SQLException {
      projects.add(new Project(name, purpose, cohorts, ends));
      return admitted("create", purpose, admit(servers, projects));
    }
  }

  /** After a scoring run. */
  @Command(
      name = "refresh",
      mixinStandardHelpOptions = true,
      description = "Take in who came into the project's cohorts since, and let go who left.")
  static final class Refresh extends Administering {
    @Override
    AuditEntry change(Servers servers, Projects projects) throws SQLException {
      return admitted("refresh", null, admit(servers, projects));
    }
  }

  /** A login more. */
  @Command(
      name = "allow",
      mixinStandardHelpOptions = true,
      description = {
        "Let a database login ask for the project: a person's own, or the API's for callers of the project.",
        "It needs a role too: GRANT norn_researcher, norn_analyst or norn_viewer TO it."
      })
  static final class Allow extends Administering {
    @Option(names = "--login", required = true, description = "a role of the database server")
    private String login;

    @Override
    AuditEntry change(Servers servers, Projects projects) throws SQLException {
      projects.allow(name, login);
      return done("allow " + login, null, 0);
    }
  }

  /** A login less. */
  @Command(
      name = "disallow",
      mixinStandardHelpOptions = true,
      description = "Let a database login ask for the project no more.")
  static final class Disallow extends Administering {
    @Option(names = "--login", required = true, description = "as it was allowed")
    private String login;

    @Override
    AuditEntry change(Servers servers, Projects projects) throws SQLException {
      if (!projects.disallow(name, login)) {
        throw new IllegalArgumentException(
            "[login] '%s' might not ask for %s; norn project list shows who may"
                .formatted(login, name));
      }
      return done("disallow " + login, null, 0);
    }
  }

  /** Other pseudonyms. */
  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description =
          "Draw a new key and give everybody of the project another pseudonym; the earlier ones find"
              + " nobody any more.")
  static final class Rotate extends Administering {
    @Override
    AuditEntry change(Servers servers, Projects projects) throws SQLException {
      int keyNumber = projects.named(name).keyNumber();
      Project.Admitted admitted =
          projects.rotate(name, pseudonym(servers, Math.addExact(keyNumber, 1)));
      servers.folder().dropProjectKey(name, keyNumber);
      return admitted("rotate", null, admitted);
    }
  }

  /** No more. */
  @Command(
      name = "end",
      mixinStandardHelpOptions = true,
      description =
          "End the project: its pseudonyms, logins and key go, its row and the audit log stay.")
  static final class End extends Administering {
    @Override
    AuditEntry change(Servers servers, Projects projects) throws SQLException {
      int keyNumber = projects.named(name).keyNumber();
      long people = projects.end(name, LocalDate.now(Clock.systemUTC()).minusDays(1));
      servers.folder().dropProjectKey(name, keyNumber);
      System.out.printf("%s has ended; %d people had a pseudonym in it%n", name, people);
      return done("end", null, people);
    }
  }

  /** All. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "One line per project: name, people, last day, number of its key, cohorts, logins, purpose.")
  static final class ListAll implements Callable<Integer> {
    @Mixin private WorkOptions work;

    @Override
    public Integer call() throws Exception {
      try (Servers servers = work.servers(new Console());
          Connection connection = servers.database().connect()) {
        for (Project.Standing one : new Projects(connection).all()) {
          System.out.println(line(one));
        }
      }
      return ExitCode.DONE.code();
    }

    private static String line(Project.Standing one) {
      Project project = one.project();
      return String.join(
          "\t",
          project.name(),
          Long.toString(one.people()),
          project.ends().toString(),
          Integer.toString(one.keyNumber()),
          String.join(",", project.cohorts()),
          String.join(",", one.logins()),
          project.purpose());
    }
  }
}
