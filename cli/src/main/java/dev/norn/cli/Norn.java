package dev.norn.cli;

import dev.norn.cli.local.LocalStackException;
import dev.norn.cli.local.WorkFolderException;
import dev.norn.event.DefinitionException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code norn} command. */
@Command(
    name = "norn",
    mixinStandardHelpOptions = true,
    version = "norn " + Norn.VERSION,
    description = "Registers to life sequences, sequences to predictions that can be defended.",
    synopsisSubcommandLabel = "VERB",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:more data rejected than the stated limit, or a proof that fails",
      "2:usage or configuration",
      "3:Kafka, Flink, PostgreSQL or the disk"
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      NationCommand.class,
      IngestCommand.class,
      RejectedCommand.class,
      ForgetCommand.class,
      VocabularyCommand.class,
      CohortCommand.class,
      SplitCommand.class,
      SchemaCommand.class,
      CorpusCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      ExplainCommand.class,
      PrivacyCommand.class,
      CalibrateCommand.class,
      ReleaseCommand.class,
      ScoreCommand.class,
      CompareCommand.class,
      IndexCommand.class,
      MapCommand.class,
      MedsCommand.class,
      ProjectCommand.class,
      OutputCommand.class,
      QueryCommand.class,
      AuditCommand.class,
      ApiCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Norn {

  static final String VERSION = "0.1.0";

  private static final boolean TRACE = System.getenv("NORN_TRACE") != null;

  private Norn() {}

  public static void main(String[] args) {
    // The broker's threads are no daemons: without an explicit exit a failed command would hang.
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new Norn())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (exception, commandLine, parsed) -> {
              commandLine
                  .getErr()
                  .println(commandLine.getColorScheme().errorText(message(exception)));
              if (TRACE) {
                exception.printStackTrace(commandLine.getErr());
              }
              return exitCode(exception).code();
            })
        .execute(args);
  }

  private static ExitCode exitCode(Exception exception) {
    boolean configuration =
        exception instanceof DefinitionException
            || exception instanceof WorkFolderException
            || exception instanceof IllegalArgumentException;
    return configuration ? ExitCode.CONFIGURATION : ExitCode.INFRASTRUCTURE;
  }

  private static String message(Exception exception) {
    String what =
        exception.getMessage() == null
            ? exception.getClass().getSimpleName()
            : exception.getMessage();
    boolean explained =
        exception instanceof DefinitionException
            || exception instanceof LocalStackException
            || exception instanceof WorkFolderException
            || exception instanceof IllegalArgumentException;
    return explained ? what : what + causes(exception) + " (set NORN_TRACE=1 for the whole trace)";
  }

  private static String causes(Throwable exception) {
    StringBuilder causes = new StringBuilder();
    for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
      causes.append("\n  because: ").append(cause.getClass().getSimpleName());
      causes.append(cause.getMessage() == null ? "" : ": " + firstLine(cause.getMessage()));
    }
    return causes.toString();
  }

  private static String firstLine(String text) {
    return Arrays.stream(text.split("\\R", 2)).findFirst().orElse("");
  }
}
