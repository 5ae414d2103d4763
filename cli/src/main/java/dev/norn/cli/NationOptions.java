package dev.norn.cli;

import dev.norn.ingestion.nation.parameters.Leak;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.NationSpec.LabourRows;
import dev.norn.ingestion.nation.parameters.Planted;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which nation. */
final class NationOptions {
  private static final Pattern YEARS = Pattern.compile("(\\d{4})\\.\\.(\\d{4})");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--people",
      defaultValue = "5000",
      description = "about how many on the first day (default: ${DEFAULT-VALUE})")
  private int people;

  @Option(
      names = "--years",
      defaultValue = "2008..2019",
      paramLabel = "FROM..TO",
      description =
          "years of the registers; one more is delivered live. The study's landmark lies four"
              + " years before the end (default: ${DEFAULT-VALUE})")
  private String years;

  @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--labour",
      defaultValue = "yearly",
      paramLabel = "ROWS",
      description =
          "rows of the labour register: monthly, as the paper's sequences have them, or yearly"
              + " (default: ${DEFAULT-VALUE})")
  private String labour;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "EFFECT",
      description = "planted truths to switch off; docs/nation.md names them")
  private List<String> without = List.of();

  @Option(
      names = "--plant-leak",
      paramLabel = "KIND",
      description =
          "plant a trap: future-row, revealing-code, end-date or household (rows dated before the"
              + " landmark that betray who will die)")
  private String leak;

  NationSpec spec() {
    Matcher range = YEARS.matcher(years);
    if (!range.matches()) {
      throw refused("--years", years, "two years such as 2008..2019");
    }
    try {
      return new NationSpec(
          people,
          Integer.parseInt(range.group(1)),
          Integer.parseInt(range.group(2)),
          seed,
          labourRows(),
          switchedOff(),
          planted());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private LabourRows labourRows() {
    return switch (labour) {
      case "monthly" -> LabourRows.MONTHLY;
      case "yearly" -> LabourRows.YEARLY;
      default -> throw refused("--labour", labour, "monthly or yearly");
    };
  }

  private Set<Planted> switchedOff() {
    Set<Planted> off = EnumSet.noneOf(Planted.class);
    for (String label : without) {
      off.add(
          Planted.labelled(label)
              .orElseThrow(
                  () -> refused("--without", label, labels(Planted.values(), Planted::label))));
    }
    return off;
  }

  private Optional<Leak> planted() {
    if (leak == null) {
      return Optional.empty();
    }
    return Optional.of(
        Leak.labelled(leak)
            .orElseThrow(() -> refused("--plant-leak", leak, labels(Leak.values(), Leak::label))));
  }

  private static <T> String labels(T[] values, Function<T, String> label) {
    return Arrays.stream(values).map(label).collect(Collectors.joining(", ", "one of ", ""));
  }

  private ParameterException refused(String option, String found, String expected) {
    return new ParameterException(
        command.commandLine(), "[%s] found %s, expected %s".formatted(option, found, expected));
  }
}
