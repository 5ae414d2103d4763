package dev.norn.bench;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.Sides;
import dev.norn.cohort.kin.KinTally;
import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.nation.parameters.Leak;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.leakage.LeakageReport;
import dev.norn.model.split.CohortFile;
import dev.norn.outcome.OutcomeDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Prints what the leakage gate says of clean nations and of each leak that can be planted. */
public final class LeakTable {

  private static final int MAX_LENGTH = 512;

  private final int people;
  private final Path folder;

  private LeakTable(int people, Path folder) {
    this.people = people;
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    if (args.length > 2 || !List.of(args).stream().allMatch(arg -> arg.matches("\\d+"))) {
      System.out.println(
          """
          usage: bench/run leaks [PEOPLE [SEEDS]]
          Prints what the leakage gate says of clean nations of so many people (3,000) with the seeds
          1 to SEEDS (10), all of the study's outcomes, and of the nation with seed 1 and each leak
          that can be planted.""");
      System.exit(List.of(args).contains("--help") ? 0 : 2);
    }
    int people = args.length > 0 ? Integer.parseInt(args[0]) : 3_000;
    int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    LeakTable table = new LeakTable(people, Files.createTempDirectory("norn-bench"));
    System.out.println("| nation | recorded after known-by, not used | flagged |");
    System.out.println("|---|---:|---|");
    for (int seed = 1; seed <= seeds; seed++) {
      table.print(seed, Optional.empty());
    }
    for (Leak leak : Leak.values()) {
      table.print(1, Optional.of(leak));
    }
  }

  private void print(long seed, Optional<Leak> leak) throws IOException {
    NationSpec standard = NationSpec.standard();
    NationSpec spec =
        new NationSpec(
            people,
            standard.firstYear(),
            standard.lastYear(),
            seed,
            standard.labour(),
            standard.without(),
            leak);
    String name = leak.map(Leak::label).orElse("clean") + ", seed " + seed;
    LeakageReport report = report(new NationLives(spec, folder.resolve(name), "adults"), name);
    List<String> flagged = new ArrayList<>(report.lines());
    flagged.removeIf(line -> !line.startsWith("LEAK?"));
    System.out.printf(
        "| %s | %s | %s |%n",
        name,
        Line.number(report.lateFacts().values().stream().mapToLong(Long::longValue).sum()),
        flagged.isEmpty() ? "nothing" : String.join("; ", flagged));
  }

  private LeakageReport report(NationLives lives, String name) throws IOException {
    List<OutcomeDefinition> outcomes =
        DefinitionFile.readAll(
            folder.resolve(name).resolve("outcomes"), ".outcome.yaml", OutcomeDefinition.class);
    Corpus corpus =
        NationCorpus.write(lives, outcomes, MAX_LENGTH, folder.resolve(name).resolve("corpus"));
    Cohort cohort = lives.cohort();
    Map<String, Long> late = new TreeMap<>();
    Map<String, Long> ahead = new TreeMap<>();
    Sides sides = CohortFile.sides(cohort);
    KinTally kin = new KinTally(cohort.split());
    for (History history : lives.histories().values()) {
      List<LifeEvent> inputs = cohort.inputs(history);
      if (cohort.exclusion(inputs).isEmpty()) {
        PersonId person = inputs.get(0).person();
        kin.add(person, sides.of(person, inputs), cohort.kin(history));
        cohort.lateFacts(history).forEach(fact -> late.merge(fact.register(), 1L, Long::sum));
        inputs.stream()
            .filter(LifeEvent::endsAfterItsRecording)
            .forEach(fact -> ahead.merge(fact.register(), 1L, Long::sum));
      }
    }
    return LeakageReport.of(late, ahead, kin.count(), corpus, lives.vocabulary());
  }
}
