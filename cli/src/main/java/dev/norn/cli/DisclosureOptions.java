package dev.norn.cli;

import dev.norn.cli.local.WorkFolder;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.event.DefinitionFile;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What may be shown. */
final class DisclosureOptions {

  private static final String OF_THE_INSTALLATION = "disclosure.yaml";

  @Option(
      names = "--disclosure",
      paramLabel = "FILE",
      description =
          "disclosure.yaml, what may leave (default: the one in the work folder, else a minimum"
              + " count of 10 and so on)")
  private Path file;

  /**
   * @param folder whose rules hold where no file is named; null for none
   */
  DisclosureRules rules(WorkFolder folder) {
    if (file != null) {
      return DefinitionFile.read(file, DisclosureRules.class);
    }
    return folder == null ? DisclosureRules.DEFAULT : of(folder);
  }

  /** The installation's. */
  static DisclosureRules of(WorkFolder folder) {
    Path rules = folder.root().resolve(OF_THE_INSTALLATION);
    return Files.exists(rules)
        ? DefinitionFile.read(rules, DisclosureRules.class)
        : DisclosureRules.DEFAULT;
  }

  boolean isNamed() {
    return file != null;
  }
}
