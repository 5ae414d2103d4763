package dev.norn.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.norn.cohort.Cohort;
import dev.norn.cohort.FactRule;
import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import dev.norn.event.RegisterDefinition;
import dev.norn.model.ModelSpec;
import dev.norn.model.evaluation.GroupRule;
import dev.norn.model.evaluation.TokenDivision;
import dev.norn.model.explain.Concept;
import dev.norn.model.split.CohortFile;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.sequence.LandmarkDate;
import dev.norn.vocab.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A folder with everything that one piece of research fixes: register definitions, cohorts,
 * outcomes, and the size of the model. The data may lie elsewhere.
 */
public final class Study {

  private final Path folder;
  private final Content content;
  private final List<RegisterDefinition> registers;
  private Cohort cohort;

  /** What {@code study.yaml} says; paths are relative to the study's folder. */
  private record Content(
      @JsonProperty("study") String name,
      String cohort,
      String liveCohort,
      List<String> outcomes,
      String model,
      Integer minimumPersons,
      String data,
      String live,
      List<String> sexTokens,
      Map<String, GroupRule> groups,
      List<String> leftOut,
      String coveredTo,
      FactRule death,
      String truth) {}

  private Study(Path folder, Content content) {
    this.folder = folder;
    this.content = content;
    this.registers =
        DefinitionFile.readAll(
            folder.resolve("registers"), ".register.yaml", RegisterDefinition.class);
    if (registers.isEmpty()) {
      throw new DefinitionException(
          "[" + folder + "] registers/ holds no *.register.yaml; add one per register");
    }
  }

  /**
   * @throws DefinitionException when a file is missing or does not say what it must
   */
  public static Study open(Path folder) {
    if (!Files.isRegularFile(folder.resolve("study.yaml"))) {
      throw new DefinitionException(
          "[" + folder + "] holds no study.yaml; name a study's folder, such as examples/nlsy79");
    }
    Study study =
        new Study(folder, DefinitionFile.read(folder.resolve("study.yaml"), Content.class));
    study.refuseUncoveredHorizon();
    return study;
  }

  // An outcome that ends after the last day covered would count the unobserved as negative.
  private void refuseUncoveredHorizon() {
    if (content.coveredTo() == null) {
      return;
    }
    LocalDate covered = LocalDate.parse(content.coveredTo());
    LandmarkDate landmark = cohort().landmark().span().latest();
    for (OutcomeDefinition outcome : outcomes()) {
      LocalDate last = outcome.lastDay(landmark);
      if (outcome.listed() == null && last.isAfter(covered)) {
        throw new DefinitionException(
            "[study.yaml] outcome "
                + outcome.name()
                + ": landmark "
                + landmark
                + " plus horizon "
                + outcome.horizon()
                + " ends "
                + last
                + ", after the last day covered ("
                + covered
                + "); shorten the horizon or move the"
                + " landmark");
      }
    }
  }

  /** That it was opened from. */
  Path folder() {
    return folder;
  }

  public String name() {
    return content.name();
  }

  public List<RegisterDefinition> registers() {
    return registers;
  }

  /** What the study calls its registers. */
  public Set<String> registerNames() {
    return registers.stream().map(RegisterDefinition::register).collect(Collectors.toSet());
  }

  /** Whom the model is trained and evaluated on; a list that divides them was read. */
  public Cohort cohort() {
    if (cohort == null) {
      cohort = CohortFile.read(folder.resolve(content.cohort()));
    }
    return cohort;
  }

  /**
   * Whom the live stream predicts for; the training cohort where none is stated. The stream divides
   * nobody and needs no list.
   */
  public Cohort liveCohort() {
    return content.liveCohort() == null
        ? DefinitionFile.read(folder.resolve(content.cohort()), Cohort.class)
        : DefinitionFile.read(folder.resolve(content.liveCohort()), Cohort.class);
  }

  public List<OutcomeDefinition> outcomes() {
    return content.outcomes().stream()
        .map(file -> DefinitionFile.read(folder.resolve(file), OutcomeDefinition.class))
        .toList();
  }

  /** Last day that the registers cover, yyyy-MM-dd; null where the study does not say. */
  String coveredTo() {
    return content.coveredTo();
  }

  /** Which facts are deaths, for tools that want to know; null where the study does not say. */
  FactRule death() {
    return content.death();
  }

  /** Data files beside the registers' that are no register on purpose. */
  public Set<String> leftOut() {
    return content.leftOut() == null ? Set.of() : Set.copyOf(content.leftOut());
  }

  /** Name of the model preset, as of {@link ModelSpec#preset}. */
  String model() {
    return content.model() == null ? "small" : content.model();
  }

  /** The model preset that the study names: tiny, small or paper. */
  public ModelSpec modelSpec(int vocabularySize) {
    try {
      return ModelSpec.preset(model(), ModelSpec.Mode.NORN, vocabularySize);
    } catch (IllegalArgumentException e) {
      throw new DefinitionException("[study.yaml] model: " + e.getMessage());
    }
  }

  /** Training persons that a token needs. */
  public int minimumPersons() {
    return content.minimumPersons() == null ? 20 : content.minimumPersons();
  }

  /** Background tokens that tell the sexes apart, for the life table. */
  public List<String> sexTokens() {
    return content.sexTokens() == null ? List.of() : content.sexTokens();
  }

  /**
   * How people are divided into subgroups besides age, sex and length of the sequence.
   *
   * @throws DefinitionException when the vocabulary holds none of a division's tokens
   */
  List<TokenDivision> divisions(Vocabulary vocabulary) {
    Map<String, GroupRule> groups = content.groups() == null ? Map.of() : content.groups();
    return TokenDivision.all(sexTokens(), groups, vocabulary);
  }

  /** Those of {@code concepts/}, by their files' names; none where there is no such folder. */
  List<Concept> concepts() {
    Path concepts = folder.resolve("concepts");
    return Files.isDirectory(concepts)
        ? DefinitionFile.readAll(concepts, ".concept.yaml", Concept.class)
        : List.of();
  }

  /**
   * The folder with the register files.
   *
   * @param given what the user named, or null for the study's own
   */
  public Path data(Path given) {
    Path base = given == null ? folder : given;
    Path data = content.data() == null ? base : base.resolve(content.data());
    if (!Files.isDirectory(data)) {
      throw new DefinitionException(
          "[" + data + "] is no folder; name the one with the register files (--data)");
    }
    return data;
  }

  /**
   * The file with the people's true probabilities, which a nation has and nothing but evaluation
   * may read; nothing where the study names none.
   */
  Optional<Path> truth() {
    return Optional.ofNullable(content.truth()).map(folder::resolve);
  }

  /** The folder with what is streamed live after the history, or nothing. */
  public Optional<Path> live(Path given) {
    Path base = given == null ? folder : given;
    return Optional.ofNullable(content.live()).map(base::resolve).filter(Files::isDirectory);
  }
}
