package dev.norn.cli;

import dev.norn.model.corpus.Corpus;
import dev.norn.model.release.Release;
import dev.norn.model.training.ReleaseEvaluation;
import java.nio.file.Path;
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
            + " corpus' training split in the same run.")
final class EvaluateCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;
  @Mixin private StudyOptions study;
  @Mixin private ReleaseOptions release;

  @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "a corpus folder")
  private Path corpus;

  @Override
  public Integer call() throws Exception {
    Release opened = release.open(work.workFolder().releases());
    System.out.print(
        ReleaseEvaluation.evaluate(opened, Corpus.open(corpus), study.open().sexTokens())
            .summary());
    return ExitCode.DONE.code();
  }
}
