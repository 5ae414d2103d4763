package dev.norn.cli;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.HashedSplit;
import dev.norn.cohort.ListedPerson;
import dev.norn.cohort.Split;
import dev.norn.cohort.kin.FamilySplit;
import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import dev.norn.model.split.SplitFile;
import dev.norn.streaming.CohortKin;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Divides a cohort so that kin are on one side. */
@Command(
    name = "split",
    mixinStandardHelpOptions = true,
    description = {
      "Divide a cohort's people so that kin are on one side, by the shares of the cohort's split,"
          + " and write the list for a cohort to name.",
      "A family is whoever is joined by the links, over any number of people, those outside the"
          + " cohort included. Same facts, same seed: same list."
    })
final class SplitCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;
  @Mixin private StudyOptions study;

  @Option(
      names = "--cohort",
      paramLabel = "FILE",
      required = true,
      description = "a *.cohort.yaml whose split states shares")
  private Path file;

  @Option(
      names = "--kin",
      split = ",",
      paramLabel = "LINK",
      required = true,
      description =
          "links that join, as the register definitions name them, such as mother,father; where a"
              + " family is too large the last is left out first")
  private List<String> links;

  @Option(names = "--seed", description = "of the draw (default: that of the cohort's split)")
  private Long seed;

  @Option(
      names = "--largest-family",
      paramLabel = "SHARE",
      description =
          "divide families that are more than this share of the cohort, and put whoever of them is"
              + " not in training and has kin on another side on none (default: ${DEFAULT-VALUE})")
  private double largestFamily = 0.01;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "list to write: Parquet where the name ends in .parquet, otherwise CSV")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    // What is wrong with files and options shows before any server starts.
    Study opened = study.open();
    Cohort cohort = DefinitionFile.read(file, Cohort.class);
    HashedSplit shares = shares(cohort);
    if (Set.copyOf(links).size() < links.size() || !(largestFamily > 0 && largestFamily <= 1)) {
      throw new IllegalArgumentException(
          "[--kin, --largest-family] expected each link once and a share above 0 and at most 1");
    }
    FamilySplit split;
    try (Servers servers = work.servers(console)) {
      split =
          split(servers, opened, cohort, links, seed == null ? shares.seed() : seed, largestFamily);
    }
    write(split, out);
    System.out.print(describe(split, links));
    System.out.println(out);
    console.say(
        "sha256 %s; next: split: {list: %s, kin: [%s]} in a cohort's file, then norn vocabulary"
            .formatted(SplitFile.read(out).sha256(), out.getFileName(), String.join(", ", links)));
    return ExitCode.DONE.code();
  }

  private HashedSplit shares(Cohort cohort) {
    if (!(cohort.split() instanceof HashedSplit shares)) {
      throw new DefinitionException(
          "["
              + file.getFileName()
              + "] split: a list has no shares; name a cohort whose split has seed, train,"
              + " validation and test");
    }
    if (shares.stated() != null) {
      throw new DefinitionException(
          "["
              + file.getFileName()
              + "] split.stated: a test side that is stated keeps no family together; take it out");
    }
    return shares;
  }

  /**
   * @param cohort whose split states shares
   */
  static FamilySplit split(
      Servers servers,
      Study study,
      Cohort cohort,
      List<String> links,
      long seed,
      double largestFamily)
      throws Exception {
    CohortKin kin =
        CohortKin.read(
            servers.bootstrapServers(),
            VocabularyCommand.PARALLELISM,
            study.registerNames(),
            cohort,
            links);
    Set<String> stated = kin.kinship().stated().keySet();
    if (!stated.containsAll(links)) {
      throw new IllegalArgumentException(
          "[--kin] expected links that facts known by known-by state, found "
              + links
              + "; stated are "
              + stated
              + "; name these, or say in a register definition which column holds the others (kin)"
              + " and ingest again");
    }
    if (kin.people().isEmpty()) {
      throw new IllegalArgumentException(
          "[cohort "
              + cohort.name()
              + "] nobody is in it; norn cohort explain says which rule removes whom");
    }
    return FamilySplit.of(
        kin.kinship(), kin.people(), (HashedSplit) cohort.split(), seed, largestFamily);
  }

  static void write(FamilySplit split, Path out) throws Exception {
    try (Stream<ListedPerson> list = split.list()) {
      SplitFile.write(out, list);
    }
  }

  /** What was done, for people who may see the data: counts are exact and may be small. */
  static String describe(FamilySplit split, List<String> links) {
    Map<Split, Long> sides =
        split.list().collect(Collectors.groupingBy(ListedPerson::side, Collectors.counting()));
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%,d people in %,d families by %s; the largest has %,d (%s)",
        split.people(),
        split.familiesBefore(),
        String.join(", ", links),
        split.largest(),
        share(split.largest(), split));
    if (split.divided() > 0) {
      line(
          text,
          "families of more than %,d people: %,d, with %,d people in all, divided by fewer links",
          split.most(),
          split.divided(),
          split.inDivided());
    }
    for (Split side : Split.values()) {
      long people = sides.getOrDefault(side, 0L);
      line(
          text,
          "%,11d  %s (%s)%s",
          people,
          side.label(),
          share(people, split),
          side == Split.NONE ? ": of validation and test, with kin on another side" : "");
    }
    return text.toString();
  }

  private static String share(long people, FamilySplit of) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * people / of.people());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
