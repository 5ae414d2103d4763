package dev.norn.cli;

import dev.norn.streaming.VocabularyFit;
import dev.norn.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits a vocabulary. */
@Command(
    name = "vocabulary",
    mixinStandardHelpOptions = true,
    description =
        "Fit the vocabulary on what the cohort's training people have up to the landmark.")
final class VocabularyCommand implements Callable<Integer> {

  static final int PARALLELISM = 2;

  @Mixin private WorkOptions work;
  @Mixin private StudyOptions study;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "file to write (default: vocabulary.json in the work folder)")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    Study opened = study.open();
    try (Servers servers = work.servers(console)) {
      Vocabulary vocabulary = fit(servers, opened);
      Path file = out == null ? servers.folder().root().resolve("vocabulary.json") : out;
      vocabulary.write(file);
      System.out.println(file);
      console.say(
          vocabulary.size()
              + " tokens over "
              + vocabulary.trainingPersons()
              + " training people, sha256 "
              + vocabulary.hash());
      console.say("next: norn corpus --study " + study.folder() + " --vocabulary " + file);
    }
    return ExitCode.DONE.code();
  }

  static Vocabulary fit(Servers servers, Study study) throws Exception {
    return new VocabularyFit(servers.bootstrapServers(), PARALLELISM, study.cohort())
        .fit(study.registers(), study.minimumPersons());
  }
}
