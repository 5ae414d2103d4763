package dev.norn.cli;

import dev.norn.event.DefinitionException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which study, and where its data lies. */
final class StudyOptions {

  @Option(
      names = "--study",
      paramLabel = "DIR",
      required = true,
      description = "folder with study.yaml, registers/, cohorts/ and outcomes/")
  private Path folder;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder with the register files, where the study does not hold them itself")
  private Path data;

  Study open() {
    return Study.open(folder);
  }

  Path folder() {
    return folder;
  }

  Path data(Study study) {
    return study.data(data);
  }

  Path live(Study study) {
    return study
        .live(data)
        .orElseThrow(
            () -> new DefinitionException("[" + folder + "] the study names no live folder"));
  }
}
