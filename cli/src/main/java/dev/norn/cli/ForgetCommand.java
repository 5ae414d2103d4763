package dev.norn.cli;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.EventSender;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.ingestion.topic.Topics;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forgets a person, or lets one come back. */
@Command(
    name = "forget",
    mixinStandardHelpOptions = true,
    description = {
      "Forget a person: rows in the database at once; history and messages when the live job next"
          + " runs, which refuses every later event of the person. Says which releases were trained"
          + " with the person and which corpora still hold a sequence; those are to be made anew.",
      "Doing it again does nothing."
    })
final class ForgetCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;

  @ArgGroup(multiplicity = "1")
  private Who who;

  @Option(
      names = "--readmit",
      description =
          "let a forgotten person come back: what is sent from now on counts; nothing is brought"
              + " back, so have the registers send it again")
  private boolean readmit;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      arity = "1..*",
      description = "corpora outside the work folder to look into as well")
  private List<Path> corpora = List.of();

  /** One of the two names of a person. */
  private static final class Who {
    @Option(names = "--person", paramLabel = "PSEUDONYM", description = "the person's pseudonym")
    private String pseudonym;

    @Option(
        names = "--number",
        paramLabel = "NUMBER",
        interactive = true,
        arity = "0..1",
        description =
            "the person's number in the registers, made a pseudonym with the work folder's key;"
                + " asked for where it is not given, so that it need not stand in a shell's history")
    private String number;
  }

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    try (Servers servers = work.servers(console)) {
      PersonId person = person(servers);
      Predictions database = new Predictions(servers.database());
      if (readmit) {
        // The database first: it refuses rows about the person until then.
        database.rows("select norn.readmit_person(?)", person.value());
        send(servers, person, EventKind.READMITTED);
        System.out.println("readmitted; what the registers send from now on counts");
      } else {
        send(servers, person, EventKind.FORGOTTEN);
        forget(database, person);
        dropResults(servers.folder().jobs());
        new Traces(servers.folder(), corpora).of(person).forEach(System.out::println);
      }
    }
    return ExitCode.DONE.code();
  }

  private PersonId person(Servers servers) throws IOException {
    return who.pseudonym != null
        ? new PersonId(who.pseudonym)
        : new Pseudonyms(servers.folder().pseudonymKey()).of(who.number);
  }

  private static void forget(Predictions database, PersonId person) throws Exception {
    database.rows("select norn.forget_person(?)", person.value());
    List<String> trace =
        database
            .rows(
                "select forgotten_at, rows_removed from norn.forgotten_person"
                    + " where person_hash = norn.person_hash(?)",
                person.value())
            .get(0);
    System.out.printf(
        "forgotten since %s; %s rows removed from the database%n", trace.get(0), trace.get(1));
    System.out.printf(
        "the live job, when it next runs, takes the person's messages away; they leave the topic %s"
            + " within %d days%n",
        Topics.LIFE_EVENTS, Topics.ERASURE.toDays());
  }

  /**
   * The API hands none of them out from now on, whoever is in them; where it does not run, nobody
   * else would take them away.
   */
  private static void dropResults(Path jobs) throws IOException {
    if (Files.isDirectory(jobs)) {
      try (DirectoryStream<Path> results = Files.newDirectoryStream(jobs)) {
        for (Path result : results) {
          Files.deleteIfExists(result);
        }
      }
    }
  }

  private static void send(Servers servers, PersonId person, EventKind kind) {
    try (EventSender sender = new EventSender(servers.bootstrapServers())) {
      sender.begin();
      sender.send(LifeEvent.said(person, kind, Instant.now()));
      sender.commit();
    }
  }
}
