package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.life.Chronicle;
import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.life.HazardWitness;
import dev.norn.ingestion.nation.life.Laws;
import dev.norn.ingestion.nation.life.PersonNumber;
import dev.norn.ingestion.nation.office.CommunityRows;
import dev.norn.ingestion.nation.office.Office;
import dev.norn.ingestion.nation.office.RegisterFiles;
import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.Effects;
import dev.norn.ingestion.nation.parameters.Leak;
import dev.norn.ingestion.nation.parameters.NationResource;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;
import dev.norn.ingestion.nation.truth.CommunityTruth;
import dev.norn.ingestion.nation.truth.TruthFiles;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A synthetic population with known hazards, written as a study: register files with late, wrong
 * and withdrawn rows, their definitions, cohorts and outcomes, and beside them the truth. What the
 * truth files mean stands in {@code truth/README.md} of a written study. Immutable; safe for use by
 * several threads.
 */
public final class Nation {
  private final NationSpec spec;
  private final Laws laws;
  private final long communities;

  public Nation(NationSpec spec) throws IOException {
    this.spec = spec;
    Parameters parameters = Parameters.shipped();
    laws = new Laws(parameters, new Effects(parameters, spec.without()), CodeLists.shipped());
    int residents = parameters.community().residents();
    communities = (spec.people() + residents - 1L) / residents;
  }

  public NationSpec spec() {
    return spec;
  }

  public Laws laws() {
    return laws;
  }

  /** How many communities the people are spread over; they are numbered from 0. */
  public long communities() {
    return communities;
  }

  /** One community on the first day of the registers; anybody in it can be regenerated alone. */
  public Community community(long number) {
    double residents = spec.people() / (double) communities;
    return Community.founded(laws, spec.seed(), number, residents, spec.firstYear());
  }

  /**
   * Streams the study into a folder; memory does not grow with the number of people. The same spec
   * gives the same bytes, whatever the number of threads.
   *
   * @param folder created when absent; must be empty
   * @param threads at least 1
   * @param futures lived from the landmark to find the true probabilities; 0 writes none
   * @param progress told the number of people lived so far, as expected
   * @throws IllegalArgumentException when the folder holds anything
   */
  public void write(Path folder, int threads, int futures, LongConsumer progress)
      throws IOException {
    requireEmpty(Files.createDirectories(folder));
    Office office = new Office(spec, laws);
    long[] taken = {0};
    try (RegisterFiles files = new RegisterFiles(office, folder);
        TruthFiles truths = new TruthFiles(folder)) {
      forEachCommunity(
          threads,
          community -> live(office, community, futures),
          lived -> {
            files.append(lived.rows());
            truths.append(lived.truth());
            progress.accept(++taken[0] * spec.people() / communities);
          });
    }
    NationResource.writeAll(folder, values(futures));
  }

  /**
   * Lives one person again, with nobody but those of the same community.
   *
   * @return the rows that {@link #write} writes about the person, by file relative to the study;
   *     {@code truth/probabilities.csv} is left out
   * @throws IllegalArgumentException when the nation has no such person
   */
  public SortedMap<Path, List<String>> rowsAbout(String personNumber) {
    long number = Community.of(PersonNumber.person(spec.seed(), personNumber));
    if (number < communities) {
      Office office = new Office(spec, laws);
      Lived lived = live(office, community(number), 0);
      SortedMap<Path, List<String>> rows = office.rowsAbout(personNumber, lived.rows());
      List<String> hazards = lived.truth().hazardsOf(personNumber);
      if (!hazards.isEmpty()) {
        rows.put(TruthFiles.HAZARDS, hazards);
      }
      if (!rows.isEmpty()) {
        return rows;
      }
    }
    throw new IllegalArgumentException(
        "[nation] nobody of seed %d has that person number; copy one from a register file"
            .formatted(spec.seed()));
  }

  /**
   * Makes something of every community, on several threads, a few at a time.
   *
   * @param live called by many threads with a community on the first day of the registers
   * @param take called by one thread with what came of it, in the order of the communities
   */
  public <T> void forEachCommunity(
      int threads, Function<Community, T> live, Communities.Taker<T> take) throws IOException {
    new Communities(communities, threads).forEach(number -> live.apply(community(number)), take);
  }

  /**
   * Writes the true probabilities at any landmark, as {@code truth/probabilities.csv} holds them
   * for the study's own; the lives are those of {@link #write}.
   *
   * @param landmark last day that may be known; not before the registers' first year
   * @param years of the horizon
   */
  public void writeProbabilities(
      Path file, LocalDate landmark, int years, int futures, int threads, LongConsumer progress)
      throws IOException {
    if (landmark.getYear() < spec.firstYear() || landmark.getYear() > spec.liveYear()) {
      throw new IllegalArgumentException(
          "[nation] the landmark is %s, expected a day of %d to %d; name another"
              .formatted(landmark, spec.firstYear(), spec.liveYear()));
    }
    if (years < 1 || landmark.getYear() + years > 2200) {
      throw new IllegalArgumentException(
          "[nation] the horizon is %d years, expected 1 or more and an end before 2200; name another"
              .formatted(years));
    }
    long[] taken = {0};
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(CommunityTruth.probabilitiesHeader());
      forEachCommunity(
          threads,
          community -> {
            CommunityTruth truth = new CommunityTruth(spec.seed());
            community.open(Chronicle.NOBODY, HazardWitness.NOBODY);
            community.runTo(landmark.toEpochDay() + 1);
            truth.atLandmark(community, landmark, futures, years);
            return truth.probabilities();
          },
          rows -> {
            out.write(rows);
            progress.accept(++taken[0] * spec.people() / communities);
          });
    }
  }

  private record Lived(CommunityRows rows, CommunityTruth truth) {}

  private Lived live(Office office, Community community, int futures) {
    CommunityRows rows = office.noRows();
    CommunityTruth truth = new CommunityTruth(spec.seed());
    community.open(office.registrar(community, rows), truth.witness());
    community.runTo(spec.landmark().toEpochDay() + 1);
    truth.atLandmark(community, spec.landmark(), futures, NationSpec.HORIZON_YEARS);
    community.runTo(Days.startOfYear(spec.liveYear() + 1));
    community.close();
    return new Lived(rows, truth);
  }

  /** What the shipped files leave open. */
  private Map<String, String> values(int futures) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("people", Integer.toString(spec.people()));
    values.put("first-year", Integer.toString(spec.firstYear()));
    values.put("last-year", Integer.toString(spec.lastYear()));
    values.put("live-year", Integer.toString(spec.liveYear()));
    values.put("seed", Long.toString(spec.seed()));
    values.put("labour", spec.labour().name().toLowerCase(Locale.ROOT));
    values.put("leak", spec.leak().map(Leak::label).orElse(NationSpec.NO_LEAK));
    values.put("without", without());
    values.put("futures", Integer.toString(futures));
    values.put("law", NationResource.law());
    values.put("switched-off", spec.without().isEmpty() ? "none" : without());
    values.put("landmark", spec.landmark().toString());
    values.put("landmark-year", Integer.toString(spec.landmarkYear()));
    values.put("known-by", knownBy(spec.landmarkYear()));
    values.put("live-known-by", knownBy(spec.liveYear()));
    return values;
  }

  private String without() {
    return spec.without().stream().sorted().map(Planted::label).collect(Collectors.joining(", "));
  }

  /** A delivery is taken on the 30 June after its year. */
  private static String knownBy(int year) {
    return Instant.parse((year + 1) + "-06-30T00:00:00Z").toString();
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) {
        throw new IllegalArgumentException(
            "[" + folder + "] holds files, expected an empty folder; name a new one");
      }
    }
  }
}
