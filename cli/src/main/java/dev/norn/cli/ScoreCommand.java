package dev.norn.cli;

import dev.norn.cohort.Cohort;
import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import dev.norn.model.calibration.AbstentionRule;
import dev.norn.model.calibration.ReleaseCalibration;
import dev.norn.model.evaluation.TokenDivision;
import dev.norn.model.release.Release;
import dev.norn.model.scoring.ScoringFolder;
import dev.norn.model.scoring.ScoringSpec;
import dev.norn.model.split.CohortFile;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.streaming.ReleaseActivation;
import dev.norn.streaming.ScoringJob;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores a cohort in batch. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Score a cohort with a release over all events on the topic: probabilities with intervals,"
          + " tenths and percentiles, as Parquet and into Postgres, and a report.",
      "A run that was killed goes on when called again with the same options and --out."
    })
final class ScoreCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;
  @Mixin private ReleaseOptions release;
  @Mixin private DisclosureOptions disclosure;

  @Option(names = "--cohort", required = true, paramLabel = "FILE", description = "a *.cohort.yaml")
  private Path cohort;

  @Option(
      names = "--outcome",
      paramLabel = "FILE",
      description =
          "a *.outcome.yaml of an outcome that the release predicts; may be given more than once"
              + " (default: the study's that it predicts)")
  private List<Path> outcomeFiles = List.of();

  @Option(
      names = "--study",
      paramLabel = "DIR",
      description =
          "take outcomes, registers, tokens of sex and subgroups from this study (default: the facts"
              + " of all registers, no sexes, no subgroups)")
  private Path study;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the run (default: a new one in the work folder)")
  private Path out;

  @Option(
      names = "--calibration",
      paramLabel = "ID",
      description =
          "a calibration of the release, or 'own' for the model's own, without intervals (default:"
              + " the newest)")
  private String calibration;

  @Option(
      names = "--abstain",
      paramLabel = "METHOD",
      description =
          "give no probability where it may be wrong too often: risk-control or conformal (default:"
              + " none)")
  private String abstain;

  @Option(
      names = "--risk",
      paramLabel = "SHARE",
      description =
          "with --abstain: the bound, for each group of people (default: ${DEFAULT-VALUE})")
  private double risk = 0.1;

  @Option(
      names = "--doubt",
      paramLabel = "SHARE",
      description =
          "with --abstain risk-control: probability that the bound does not hold (default:"
              + " ${DEFAULT-VALUE})")
  private double doubt = AbstentionRule.PAPER_DOUBT;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    // What is wrong with files and options shows before any server starts.
    Cohort read = CohortFile.read(cohort);
    Study opened = study == null ? null : Study.open(study);
    AbstentionRule rule = rule();
    Release scoring = release.open(work.workFolder().releases());
    ReleaseCalibration calibrated = calibration(scoring, console);
    ScoringSpec spec = spec(read, opened, scoring, calibrated, rule);
    ScoringFolder folder = ScoringFolder.of(out == null ? newFolder(spec) : out, spec);
    console.say("run folder, which a run that breaks off goes on in: --out " + folder.root());
    try (Servers servers = work.servers(console);
        ScoringBars bars = new ScoringBars(console)) {
      new ReleaseActivation(servers.bootstrapServers(), servers.database()).register(scoring);
      ScoringJob.Run run =
          new ScoringJob(
                  servers.bootstrapServers(),
                  VocabularyCommand.PARALLELISM,
                  servers.database(),
                  bars)
              .run(folder, scoring, calibrated, divisions(opened, scoring));
      bars.close();
      System.out.println(folder.root());
      console.say(
          String.format(
              Locale.ROOT,
              "%s: %,d people of %s scored, %,d of them abstained on for some outcome",
              folder.spec().id(),
              run.people(),
              read.name(),
              run.abstained()));
      run.report()
          .notEvaluated()
          .forEach((outcome, reason) -> console.say(outcome + " not evaluated: " + reason));
      run.report().staleCalibration().forEach(console::say);
      if (run.report().testSplitUse() != null) {
        console.say(run.report().testSplitUse());
      }
      console.say("report: " + folder.report().resolve("index.html"));
      console.say(
          "next: norn query \"select outcome, count(probability), avg(probability) from"
              + " norn_research.scored_person where run = '"
              + folder.spec().id()
              + "' group by outcome\"");
    }
    return ExitCode.DONE.code();
  }

  private AbstentionRule rule() {
    if (abstain == null) {
      return AbstentionRule.NONE;
    }
    AbstentionRule.Method method =
        Stream.of(AbstentionRule.Method.RISK_CONTROL, AbstentionRule.Method.CONFORMAL)
            .filter(each -> each.toString().equals(abstain))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "[--abstain] '"
                            + abstain
                            + "' is no method; write risk-control or conformal"));
    return new AbstentionRule(method, risk, method == AbstentionRule.Method.CONFORMAL ? 0 : doubt);
  }

  private ReleaseCalibration calibration(Release of, Console console) {
    if (ReleaseCalibration.OWN.equals(calibration)) {
      return ReleaseCalibration.own(of);
    }
    if (calibration != null) {
      return ReleaseCalibration.of(of, calibration);
    }
    return ReleaseCalibration.newest(of)
        .orElseGet(
            () -> {
              console.say(
                  "the release has no calibration but the model's own, so there are no intervals;"
                      + " norn calibrate makes one");
              return ReleaseCalibration.own(of);
            });
  }

  private ScoringSpec spec(
      Cohort read,
      Study opened,
      Release scoring,
      ReleaseCalibration calibrated,
      AbstentionRule rule) {
    Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new ScoringSpec(
        read.name() + "-" + started.toString().replace(":", ""),
        scoring.id(),
        calibrated.id(),
        read,
        outcomes(opened, scoring),
        rule,
        opened == null ? Set.of() : opened.registerNames(),
        opened == null ? List.of() : opened.sexTokens(),
        opened == null ? null : opened.coveredTo(),
        disclosure.rules(work.workFolder()),
        started.toString());
  }

  private List<OutcomeDefinition> outcomes(Study opened, Release scoring) {
    List<OutcomeDefinition> outcomes =
        outcomeFiles.isEmpty() && opened != null
            ? opened.outcomes().stream()
                .filter(outcome -> scoring.outcomes().contains(outcome.name()))
                .toList()
            : outcomeFiles.stream()
                .map(file -> DefinitionFile.read(file, OutcomeDefinition.class))
                .toList();
    if (outcomes.isEmpty()) {
      throw new DefinitionException(
          "[--outcome] name a file of an outcome that the release predicts, or a --study; it predicts "
              + scoring.outcomes());
    }
    for (OutcomeDefinition outcome : outcomes) {
      if (!scoring.outcomes().contains(outcome.name())) {
        throw new DefinitionException(
            "[--outcome] the release does not predict '"
                + outcome.name()
                + "'; it predicts "
                + scoring.outcomes());
      }
    }
    return outcomes;
  }

  private Path newFolder(ScoringSpec spec) {
    return work.workFolder().root().resolve("runs").resolve(spec.id());
  }

  private static List<TokenDivision> divisions(Study opened, Release scoring) {
    return opened == null ? List.of() : opened.divisions(scoring.vocabulary());
  }
}
