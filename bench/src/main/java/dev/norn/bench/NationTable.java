package dev.norn.bench;

import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.RegisterDefinition;
import dev.norn.event.RegisterDefinition.Field;
import dev.norn.event.TokenRule;
import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.NationSpec.LabourRows;
import dev.norn.ingestion.register.ParsedRow;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.ingestion.register.RegisterFile;
import dev.norn.ingestion.register.RowMapper;
import dev.norn.sequence.PersonSequence;
import dev.norn.sequence.SequenceAssembler;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Prints the nation's table: lives per second, bytes, distinct tokens, sequence lengths. */
public final class NationTable {

  private static final int FIFTY_YEARS_FROM = 1970;
  private static final int PAPER_PEOPLE = 2_000;
  private static final int NO_LIMIT = 100_000;

  private final Path folder;
  private final int people;

  private NationTable(Path folder, int people) {
    this.folder = folder;
    this.people = people;
  }

  public static void main(String[] args) throws Exception {
    if (args.length > 1 || (args.length == 1 && !args[0].matches("\\d+"))) {
      System.out.println(
          "usage: bench/run nation [PEOPLE]    prints a table; 100,000 people take some minutes");
      System.exit(args[0].equals("--help") ? 0 : 2);
    }
    int people = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
    NationTable table = new NationTable(Files.createTempDirectory("norn-bench"), people);
    System.out.println("| what | figure | yardstick, same run | ratio |");
    System.out.println("|---|---|---|---|");
    table.warmUp();
    table.writing(LabourRows.YEARLY, 1);
    table.writing(LabourRows.YEARLY, 2);
    table.writing(LabourRows.MONTHLY, 2);
    table.tokens();
    table.lengths();
    System.exit(0);
  }

  /** Compiled code is what is measured, as it is what writes a large nation. */
  private void warmUp() throws IOException {
    new Nation(fiftyYears(2_000, LabourRows.YEARLY))
        .write(folder.resolve("warm-up"), 2, 0, done -> {});
  }

  private static NationSpec fiftyYears(int lives, LabourRows labour) {
    return new NationSpec(
        lives, FIFTY_YEARS_FROM, FIFTY_YEARS_FROM + 48, 1, labour, Set.of(), Optional.empty());
  }

  /** Fifty years of registers; a life is fifty person-years in them. */
  private void writing(LabourRows labour, int threads) throws IOException {
    int lives = Math.max(1_000, people / 5);
    NationSpec spec = fiftyYears(lives, labour);
    Path nation = folder.resolve(labour + "-" + threads);
    long start = System.nanoTime();
    new Nation(spec).write(nation, threads, 0, done -> {});
    double seconds = (System.nanoTime() - start) / 1e9;
    double bytes = size(nation);
    String what =
        "%s labour rows, %d thread%s"
            .formatted(labour.name().toLowerCase(Locale.ROOT), threads, threads > 1 ? "s" : "");
    System.out.println(
        Line.alone(
                "lives of 50 years written, " + what,
                Line.number(lives / seconds)
                    + " lives/s, "
                    + Line.number(bytes / seconds / 1e6)
                    + " MB/s")
            .row());
  }

  private static double size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      double bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  /** Category values that become tokens, over every row of the history. */
  private void tokens() throws IOException {
    Path nation = folder.resolve("tokens");
    new Nation(NationSpec.standard().withPeople(people)).write(nation, 2, 0, done -> {});
    Set<String> tokens = new HashSet<>();
    for (RegisterDefinition register :
        DefinitionFile.readAll(
            nation.resolve("registers"), ".register.yaml", RegisterDefinition.class)) {
      addTokens(nation.resolve("data"), register, tokens);
    }
    System.out.println(
        Line.alone(
                "distinct category tokens, " + Line.number(people) + " people, 2008 to 2019",
                Line.number(tokens.size()))
            .row());
  }

  private static void addTokens(Path data, RegisterDefinition register, Set<String> tokens)
      throws IOException {
    RowMapper mapper = new RowMapper(register, new Pseudonyms(new byte[32]));
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + register.source().files());
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.filter(f -> matcher.matches(f.getFileName())).sorted().toList()) {
        RegisterFile.read(
            file,
            register,
            mapper,
            (line, row, raw) -> {
              if (row instanceof ParsedRow.Accepted accepted) {
                accepted.events().forEach(e -> addTokens(register, e.fields(), tokens));
              }
            });
      }
    }
  }

  private static void addTokens(
      RegisterDefinition register, Map<String, String> values, Set<String> tokens) {
    for (Field field : register.fields()) {
      String value = values.get(field.name());
      if (value != null && field.token() instanceof TokenRule.Category rule) {
        boolean cut = rule.length() != null && rule.length() < value.length();
        tokens.add(rule.prefix() + "_" + (cut ? value.substring(0, rule.length()) : value));
      }
    }
  }

  private static boolean isIn(NationLives lives, History history) {
    return lives.cohort().exclusion(lives.cohort().inputs(history)).isEmpty();
  }

  /** Eight years of working-age lives with monthly rows, as the paper's sequences are made of. */
  private void lengths() throws Exception {
    NationSpec spec =
        new NationSpec(PAPER_PEOPLE, 2008, 2019, 1, LabourRows.MONTHLY, Set.of(), Optional.empty());
    NationLives lives = new NationLives(spec, folder.resolve("lengths"), "working");
    SequenceAssembler assembler =
        new SequenceAssembler(lives.vocabulary(), lives.cohort().landmark(), null, NO_LIMIT);
    List<Integer> lengths =
        lives.histories().values().stream()
            .filter(history -> isIn(lives, history))
            .map(assembler::assemble)
            .flatMap(Optional::stream)
            .map(PersonSequence::length)
            .sorted()
            .toList();
    int last = lengths.size() - 1;
    System.out.println(
        Line.alone(
                "tokens per sequence, eight years, ages 25 to 70, monthly rows",
                "least %d, lower tertile %d, upper tertile %d, 99 %% %d, most %d"
                    .formatted(
                        lengths.get(0),
                        lengths.get(last / 3),
                        lengths.get(2 * last / 3),
                        lengths.get((int) (0.99 * last)),
                        lengths.get(last)))
            .row());
  }
}
