package dev.norn.cli;

import dev.norn.cli.map.LifeFacts;
import dev.norn.cli.map.ReleaseMaps;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.model.corpus.Corpus;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.LandmarkSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the maps of a release. */
@Command(
    name = "map",
    mixinStandardHelpOptions = true,
    description = {
      "Make the maps of a release in the database: people by their embeddings, tokens by theirs"
          + " (PaCMAP), with how far each can be trusted. A map is turned onto the last one of its"
          + " kind by the points of both.",
      "Where the release has its maps, people who were embedded since are placed on the map of lives"
          + " at the mean place of their nearest, and marked. Each map is written whole or not at all.",
      "Of more than 50,000 people so many are drawn with the seed and laid out, and the others placed"
          + " among their nearest of these."
    })
final class MapCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;

  @Option(names = "--release", paramLabel = "ID", description = "release (default: the live one)")
  private String release;

  @Option(
      names = "--landmark",
      paramLabel = "DATE",
      description =
          "landmark of the embeddings (default: the corpus' where one is named and has a single one,"
              + " else each person's newest)")
  private LocalDate landmark;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description =
          "a corpus folder of the release's vocabulary: lives of the embeddings' landmark give age,"
              + " tokens and what became of people")
  private Path corpus;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description =
          "truth/probabilities.csv of a synthetic nation, at the corpus' landmark; needs --corpus")
  private Path truth;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "of all draws (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--refit", description = "fit anew what the release has maps of")
  private boolean refit;

  @Option(
      names = "--place",
      description = "only place newcomers; exit code 2 where the release has no map of lives")
  private boolean place;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    if (truth != null && corpus == null) {
      throw new IllegalArgumentException(
          "[--truth] is of the landmark of a corpus; name that with --corpus");
    }
    if (place && refit) {
      throw new IllegalArgumentException("[--place] fits nothing; leave --refit out, or --place");
    }
    Corpus opened = corpus == null ? null : Corpus.open(corpus);
    try (Servers servers = work.servers(console);
        MapBars bars = new MapBars(console)) {
      String of = known(servers, opened);
      ReleaseMaps maps =
          new ReleaseMaps(servers.database(), of, mapped(opened), facts(servers, opened));
      print(
          of,
          place ? new ReleaseMaps.Done(List.of(), maps.place(bars)) : maps.make(refit, seed, bars));
    }
    return ExitCode.DONE.code();
  }

  /** A corpus knows the outcomes of people at its own landmark alone; of others, who is left. */
  private LocalDate mapped(Corpus opened) {
    return landmark != null || opened == null ? landmark : oneLandmark(opened);
  }

  /** Null where people have several. */
  private static LocalDate oneLandmark(Corpus corpus) {
    LandmarkSpan landmark = corpus.manifest().description().landmark();
    return landmark.isOneDay() ? landmark.latest().date() : null;
  }

  /** Its id; the corpus is of its vocabulary. */
  private String known(Servers servers, Corpus opened) throws SQLException {
    try (Connection connection = servers.database().connect();
        PreparedStatement statement =
            connection.prepareStatement("SELECT vocabulary_hash FROM norn.release WHERE id = ?")) {
      String of = release == null ? LiveRelease.id(connection) : release;
      statement.setString(1, of);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalArgumentException(
              "[--release] is not registered; expected an id, which"
                  + " norn query \"select id from norn_research.release\" lists");
        }
        if (opened != null) {
          opened.requireVocabulary(row.getString(1));
        }
        return of;
      }
    }
  }

  private LifeFacts facts(Servers servers, Corpus opened) throws IOException {
    if (opened == null) {
      return LifeFacts.NONE;
    }
    LifeFacts facts = LifeFacts.of(opened);
    if (truth == null) {
      return facts;
    }
    LandmarkDate day = day(opened);
    return facts.with(
        day.date(),
        TrueProbabilitiesFile.byOutcome(
            truth, day, new Pseudonyms(servers.folder().pseudonymKey())));
  }

  /** On which all lives of the corpus end. */
  private static LandmarkDate day(Corpus opened) {
    LandmarkSpan landmark = opened.manifest().description().landmark();
    if (!landmark.isOneDay()) {
      throw new IllegalArgumentException(
          "[--truth] expected a corpus whose people have one landmark, found "
              + landmark
              + "; leave --truth out");
    }
    return landmark.latest();
  }

  /** As the demo does it, for the people of the study's corpus. */
  static ReleaseMaps.Done make(
      Servers servers, Study study, String release, Corpus corpus, long seed, Console console)
      throws Exception {
    LandmarkSpan landmark = corpus.manifest().description().landmark();
    LifeFacts facts = LifeFacts.of(corpus);
    if (landmark.isOneDay()) {
      facts =
          facts.with(
              landmark.latest().date(),
              TrueProbabilitiesFile.byOutcome(study, landmark.latest(), servers.folder()));
    }
    try (MapBars bars = new MapBars(console)) {
      return new ReleaseMaps(servers.database(), release, oneLandmark(corpus), facts)
          .make(false, seed, bars);
    }
  }

  private static void print(String release, ReleaseMaps.Done done) {
    for (ReleaseMaps.Made made : done.made()) {
      System.out.printf(
          Locale.ROOT,
          """
          map %d of release %s, %s: %,d points, %,d of them laid out%s
          of 15 neighbours kept %.3f, trustworthiness %.3f, triplets kept %.3f
          """,
          made.id(),
          release,
          made.kind().toLowerCase(Locale.ROOT),
          made.points(),
          made.map().laidOut(),
          made.onto() == null ? "" : ", turned onto map " + made.onto(),
          made.map().faithfulness().neighboursKept(),
          made.map().faithfulness().trustworthiness(),
          made.map().faithfulness().tripletsKept());
    }
    if (done.made().isEmpty() || done.placed() > 0) {
      System.out.printf(Locale.ROOT, "%,d people placed on the map of lives%n", done.placed());
    }
  }
}
