package dev.norn.cli;

import dev.norn.model.corpus.CorpusManifest;
import dev.norn.streaming.CorpusJob;
import dev.norn.vocab.Vocabulary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    List<String> lines = new ArrayList<>();
    lines.add("people: " + counts(result.people()));
    lines.add("included, by split: " + counts(manifest.people()));
    manifest
        .labels()
        .forEach(
            (outcome, bySplit) -> {
              List<String> splits = new ArrayList<>();
              bySplit.forEach(
                  (split, labels) ->
                      splits.add(
                          String.format(
                              Locale.ROOT,
                              "%s %,d positive, %,d negative, %,d unknown",
                              words(split),
                              labels.positive(),
                              labels.negative(),
                              labels.unknown())));
              lines.add(outcome + ": " + String.join("; ", splits));
            });
    lines.addAll(result.leakage().lines());
    return String.join("\n", lines);
  }

  private static String counts(Map<?, Long> people) {
    return people.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%,d %s", each.getValue(), words(each.getKey())))
        .collect(Collectors.joining(", "));
  }

  private static String words(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
