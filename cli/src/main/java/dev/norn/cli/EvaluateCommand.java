package dev.norn.cli;

import dev.norn.cli.local.WorkFolder;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.GruMethod;
import dev.norn.model.release.EvaluationLog;
import dev.norn.model.release.Release;
import dev.norn.model.training.ReleaseEvaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evaluates a release beside the baselines. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Score a corpus' test split with a release and set it beside the baselines, fitted on the"
            + " corpus' training split in the same run. Where the study names the truth, as a nation"
            + " does, each figure's share of the achievable stands beside.")
final class EvaluateCommand implements Callable<Integer> {

  private static final long GRU_SEED = 1;

  @Mixin private WorkOptions work;
  @Mixin private StudyOptions study;
  @Mixin private ReleaseOptions release;
  @Mixin private DisclosureOptions disclosure;

  @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "a corpus folder")
  private Path corpus;

  @Option(
      names = "--gru",
      description =
          "also train a GRU over the same tokens, as deep and wide as the model: minutes for some"
              + " thousand people")
  private boolean gru;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "also write index.html and evaluation.json there")
  private Path report;

  @Override
  public Integer call() throws Exception {
    WorkFolder folder = work.workFolder();
    Release evaluated = release.open(folder.releases());
    Study opened = study.open();
    Corpus test = Corpus.open(corpus);
    Evaluation evaluation;
    try (TrainingBars bars = new TrainingBars(new Console())) {
      evaluation =
          ReleaseEvaluation.evaluate(
              evaluated,
              test,
              opened.sexTokens(),
              opened.divisions(evaluated.vocabulary()),
              gru ? List.of(new GruMethod(evaluated.spec(), GRU_SEED, bars)) : List.of(),
              TrueProbabilitiesFile.of(opened, test, folder),
              disclosure.rules(folder),
              bars);
    }
    // Recorded before anything is shown: a figure that was seen was used.
    System.out.println(new EvaluationLog(evaluated).record(test.manifest().id()));
    System.out.print(evaluation.summary());
    if (report != null) {
      evaluated.writeReport(evaluation, report);
    }
    return ExitCode.DONE.code();
  }
}
