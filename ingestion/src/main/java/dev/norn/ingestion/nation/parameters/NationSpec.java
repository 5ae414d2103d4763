package dev.norn.ingestion.nation.parameters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.norn.event.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What nation to write.
 *
 * @param people expected number in the country on the first day
 * @param firstYear first year of the registers
 * @param lastYear last year of the history, included; the live year is the one after it
 * @param seed of every draw; the same spec gives the same bytes
 * @param labour how often the labour register writes a row
 * @param without planted truths that are switched off
 * @param leak a trap to plant, if any
 */
public record NationSpec(
    int people,
    int firstYear,
    int lastYear,
    long seed,
    LabourRows labour,
    Set<Planted> without,
    Optional<Leak> leak) {

  /** Rows of the labour register. */
  public enum LabourRows {
    /** One at the end of each month, as in the register that the life2vec paper reads. */
    MONTHLY,
    /** One at the end of each year. */
    YEARLY
  }

  /** The shipped outcomes look at the last so many years of the history. */
  public static final int HORIZON_YEARS = 4;

  /** What {@code truth/nation.yaml} holds where no leak is planted. */
  public static final String NO_LEAK = "none";

  private static final int MOST_PEOPLE = 10_000_000;

  public NationSpec {
    if (people < 1 || people > MOST_PEOPLE) {
      throw refused("people", people, "1 to " + MOST_PEOPLE);
    }
    if (firstYear < 1960 || firstYear > 2095) {
      throw refused("first year", firstYear, "1960 to 2095");
    }
    if (lastYear <= firstYear + HORIZON_YEARS || lastYear > 2100) {
      throw refused(
          "last year",
          lastYear,
          (firstYear + HORIZON_YEARS + 1)
              + " to 2100 (the shipped cohort"
              + " stands "
              + HORIZON_YEARS
              + " years before the end)");
    }
    without = Set.copyOf(without);
  }

  /** 5,000 people, 2008 to 2019 and live 2020, yearly labour rows. */
  public static NationSpec standard() {
    return new NationSpec(5_000, 2008, 2019, 1, LabourRows.YEARLY, Set.of(), Optional.empty());
  }

  public NationSpec withPeople(int people) {
    return new NationSpec(people, firstYear, lastYear, seed, labour, without, leak);
  }

  public NationSpec withSeed(long seed) {
    return new NationSpec(people, firstYear, lastYear, seed, labour, without, leak);
  }

  public int liveYear() {
    return lastYear + 1;
  }

  /** Last day before the shipped outcomes, included in what may be known. */
  public LocalDate landmark() {
    return LocalDate.of(landmarkYear(), 12, 31);
  }

  public int landmarkYear() {
    return lastYear - HORIZON_YEARS;
  }

  /** What {@code truth/nation.yaml} of a written study holds. */
  private record Written(
      int people,
      int firstYear,
      int lastYear,
      long seed,
      String labour,
      List<String> without,
      String leak,
      int futures,
      String law) {

    NationSpec spec() throws IOException {
      if (!law.equals(NationResource.law())) {
        throw new IllegalArgumentException(
            "its lives follow law %s, this Norn's follow %s".formatted(law, NationResource.law()));
      }
      return new NationSpec(
          people,
          firstYear,
          lastYear,
          seed,
          LabourRows.valueOf(labour.toUpperCase(Locale.ROOT)),
          without.stream().map(this::effect).collect(Collectors.toSet()),
          leak.equals(NO_LEAK) ? Optional.empty() : Optional.of(trap()));
    }

    private Planted effect(String label) {
      return Planted.labelled(label)
          .orElseThrow(() -> new IllegalArgumentException("there is no effect " + label));
    }

    private Leak trap() {
      return Leak.labelled(leak)
          .orElseThrow(() -> new IllegalArgumentException("there is no leak " + leak));
    }
  }

  /**
   * The spec that a study was written with.
   *
   * @param study its folder
   * @throws DefinitionException when the folder holds no nation, or a file that says something else
   */
  public static NationSpec of(Path study) throws IOException {
    Path file = study.resolve("truth/nation.yaml");
    if (!Files.isRegularFile(file)) {
      throw new DefinitionException(
          "[" + study + "] holds no truth/nation.yaml; name a folder that norn nation wrote");
    }
    try {
      return YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build()
          .readValue(file.toFile(), Written.class)
          .spec();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DefinitionException(
          "[%s] is not what norn nation writes: %s; write the nation again, or use the Norn that wrote it"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static IllegalArgumentException refused(String name, Object found, String expected) {
    return new IllegalArgumentException(
        "[nation spec] %s is out of range: found %s, expected %s; change it"
            .formatted(name, found, expected));
  }
}
