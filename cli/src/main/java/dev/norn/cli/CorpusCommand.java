package dev.norn.cli;

import dev.norn.model.corpus.CorpusManifest;
import dev.norn.streaming.CorpusJob;
import dev.norn.vocab.Vocabulary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the corpus. */
@Command(
    name = "corpus",
    mixinStandardHelpOptions = true,
    description =
        "Write the cohort's sequences and labels as Parquet, for training and for others.")
final class CorpusCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;
  @Mixin private StudyOptions study;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description = "default: vocabulary.json in the work folder")
  private Path vocabulary;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder to write (default: a new one in the work folder)")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    Study opened = study.open();
    try (Servers servers = work.servers(console)) {
      Path file =
          vocabulary == null ? servers.folder().root().resolve("vocabulary.json") : vocabulary;
      Path folder = out == null ? newFolder(servers, opened) : out;
      CorpusJob.Result result = write(servers, opened, Vocabulary.read(file), folder);
      System.out.println(folder);
      console.say(describe(result));
      console.say("next: norn train --study " + study.folder() + " --corpus " + folder);
    }
    return ExitCode.DONE.code();
  }

  static Path newFolder(Servers servers, Study study) {
    return servers
        .folder()
        .corpora()
        .resolve(study.cohort().name() + "-" + Instant.now().toString().replace(":", ""));
  }

  static CorpusJob.Result write(Servers servers, Study study, Vocabulary vocabulary, Path folder)
      throws Exception {
    return new CorpusJob(
            servers.bootstrapServers(), VocabularyCommand.PARALLELISM, study.registerNames())
        .write(
            folder,
            vocabulary,
            study.cohort(),
            study.outcomes(),
            study.modelSpec(vocabulary.size()).maxLength());
  }

  static String describe(CorpusJob.Result result) {
    CorpusManifest manifest = result.corpus().manifest();
    return "people by inclusion "
        + result.people()
        + ", by split "
        + manifest.people()
        + "; labels "
        + manifest.labels()
        + result.leakage().lines().stream().map(line -> "\n" + line).collect(Collectors.joining());
  }
}
