package dev.norn.bench;

import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.event.RegisterDefinition;
import dev.norn.event.RegisterDefinition.Field;
import dev.norn.event.TokenRule;
import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.life.Chronicle;
import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.life.HazardWitness;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.NationSpec.LabourRows;
import dev.norn.sequence.PersonSequence;
import dev.norn.sequence.SequenceAssembler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
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
  // Fewer people do not make a word of the vocabulary.
  private static final int COMMON = 20;

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
    table.living();
    table.writing(LabourRows.YEARLY, 1);
    table.writing(LabourRows.YEARLY, 2);
    table.writing(LabourRows.MONTHLY, 2);
    table.tokens();
    table.lengths();
    remove(table.folder);
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

  private int lives() {
    return Math.max(1_000, people / 5);
  }

  /** What of the writing is not writing: one thread, nobody is told anything. */
  private void living() throws IOException {
    NationSpec spec = fiftyYears(lives(), LabourRows.YEARLY);
    Nation nation = new Nation(spec);
    double founding = seconds(() -> nation.forEachCommunity(1, community -> 0, none -> {}));
    int end = Days.startOfYear(spec.liveYear() + 1);
    double all =
        seconds(
            () ->
                nation.forEachCommunity(
                    1,
                    community -> {
                      community.open(Chronicle.NOBODY, HazardWitness.NOBODY);
                      community.runTo(end);
                      return 0;
                    },
                    none -> {}));
    print("communities founded and lived for 60 years, 1 thread", perSecond(founding));
    print("lives of 50 years lived after it, nothing written, 1 thread", perSecond(all - founding));
    print("both", perSecond(all));
  }

  /** Fifty years of registers; a life is fifty person-years in them. */
  private void writing(LabourRows labour, int threads) throws IOException {
    Path study = folder.resolve(labour + "-" + threads);
    Nation nation = new Nation(fiftyYears(lives(), labour));
    double seconds = seconds(() -> nation.write(study, threads, 0, done -> {}));
    print(
        "both and all files written, %s labour rows, %d thread%s"
            .formatted(labour.name().toLowerCase(Locale.ROOT), threads, threads > 1 ? "s" : ""),
        "%s, %s rows/s, %s MB/s"
            .formatted(
                perSecond(seconds),
                Line.number(rows(study) / seconds),
                Line.number(size(study) / seconds / 1e6)));
  }

  private String perSecond(double seconds) {
    return Line.number(lives() / seconds) + " lives/s";
  }

  private static void print(String what, String figure) {
    System.out.println(Line.alone(what, figure).row());
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static double seconds(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Rows of register files. */
  private static double rows(Path study) throws IOException {
    double rows = 0;
    for (String part : List.of("data", "live")) {
      try (Stream<Path> files = Files.list(study.resolve(part))) {
        for (Path file : files.toList()) {
          try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            rows += lines.count() - 1;
          }
        }
      }
    }
    return rows;
  }

  /** What was written: gigabytes. */
  private static void remove(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
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
    Map<String, Set<PersonId>> holders = new HashMap<>();
    for (RegisterDefinition register :
        DefinitionFile.readAll(
            nation.resolve("registers"), ".register.yaml", RegisterDefinition.class)) {
      NationLives.read(nation.resolve("data"), register, event -> note(event, register, holders));
    }
    long common = holders.values().stream().filter(held -> held.size() == COMMON).count();
    print(
        "distinct category tokens, %s people, 2008 to 2019".formatted(Line.number(people)),
        "%s, of which %s are held by %d people or more"
            .formatted(Line.number(holders.size()), Line.number(common), COMMON));
  }

  private static void note(
      LifeEvent event, RegisterDefinition register, Map<String, Set<PersonId>> holders) {
    for (Field field : register.fields()) {
      String value = event.fields().get(field.name());
      if (value != null && field.token() instanceof TokenRule.Category rule) {
        boolean cut = rule.length() != null && rule.length() < value.length();
        String token = rule.prefix() + "_" + (cut ? value.substring(0, rule.length()) : value);
        Set<PersonId> held = holders.computeIfAbsent(token, any -> new HashSet<>());
        if (held.size() < COMMON) {
          held.add(event.person());
        }
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
        new SequenceAssembler(lives.vocabulary(), lives.landmark(), null, NO_LIMIT);
    List<Integer> lengths =
        lives.histories().values().stream()
            .filter(history -> isIn(lives, history))
            .map(assembler::assemble)
            .flatMap(Optional::stream)
            .map(PersonSequence::length)
            .sorted()
            .toList();
    int last = lengths.size() - 1;
    print(
        "tokens per sequence, eight years, ages 25 to 70, monthly rows",
        "least %d, 1 %% %d, lower tertile %d, upper tertile %d, 99 %% %d, most %d"
            .formatted(
                lengths.get(0),
                lengths.get(last / 100),
                lengths.get(last / 3),
                lengths.get(2 * last / 3),
                lengths.get((int) (0.99 * last)),
                lengths.get(last)));
  }
}
