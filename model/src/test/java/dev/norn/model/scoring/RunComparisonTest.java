package dev.norn.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.FactRule;
import dev.norn.cohort.Split;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import dev.norn.model.calibration.AbstentionRule;
import dev.norn.outcome.OutcomeDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {

  private static final Cohort ADULTS =
      DefinitionFile.fromJson(
          """
          {"cohort": "adults", "landmark": "2015-12-31",
           "split": {"seed": 1, "train": 0.7, "validation": 0.15, "test": 0.15}}""",
          Cohort.class);
  private static final OutcomeDefinition DEATH =
      new OutcomeDefinition(
          "death", "P4Y", null, List.of(new FactRule("vital", null, null, null, null)), null, null);

  @TempDir private Path folder;

  @Test
  void whoseHistoryDiffersMovedByFactsAndAllOthersByWhatWasAskedFor() throws Exception {
    List<ScoredPerson> before = new ArrayList<>();
    List<ScoredPerson> after = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      before.add(person(i, 0.1, 1));
      // Of the first twenty something became known.
      after.add(i < 20 ? person(i, 0.3, 2) : person(i, 0.12, 1));
    }
    for (int i = 40; i < 55; i++) {
      after.add(person(i, 0.5, 1));
    }
    ScoringFolder first = run("first", "r1", before);
    RunComparison comparison =
        RunComparison.of(first, run("second", "r2", after), DisclosureRules.DEFAULT);
    assertThat(comparison.differences()).containsExactly("release: r1, then r2");
    RunComparison.OutcomeMoves death = comparison.outcomes().get(0);
    // Nobody left: a cell of none, and so the next smallest is held back with it.
    assertThat(death.people()).containsEntry("in both", 40L).containsEntry("only before", null);
    assertThat(death.people()).containsEntry("only after", null);
    assertThat(death.moves()).containsOnlyKeys("NEW_FACTS + NEW_RELEASE", "NEW_RELEASE");
    assertThat(death.moves().get("NEW_FACTS + NEW_RELEASE").meanChange())
        .isCloseTo(0.2, within(1e-12));
    assertThat(death.moves().get("NEW_RELEASE").meanChange()).isCloseTo(0.02, within(1e-12));
    assertThat(death.moves().get("NEW_FACTS + NEW_RELEASE").byChange())
        .containsEntry("more than 0.1", 20L);
  }

  @Test
  void whatDiffersIsSaidInWords() {
    ScoringSpec before = spec("first", "r1");
    assertThat(MoveCause.of(MoveCause.between(before, spec("second", "r1")), true))
        .isEqualTo("NEW_FACTS");
    assertThat(MoveCause.words("NEW_FACTS + NEW_RELEASE"))
        .isEqualTo(
            "What differs: their history differs: new, corrected or withdrawn facts; another"
                + " release");
    assertThat(MoveCause.words(MoveCause.NOTHING)).isEqualTo("Nothing differs");
  }

  @Test
  void theSameRunAgainMovedNobody() throws Exception {
    List<ScoredPerson> people = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      people.add(person(i, i / 100.0, 1));
    }
    RunComparison comparison =
        RunComparison.of(
            run("first", "r1", people), run("second", "r1", people), DisclosureRules.DEFAULT);
    assertThat(comparison.differences()).isEmpty();
    RunComparison.Moves moves = comparison.outcomes().get(0).moves().get("NOTHING");
    assertThat(moves.meanSize()).isZero();
    assertThat(moves.byChange()).containsEntry("none", 40L);
    assertThat(moves.tenthsMoved()).isEqualTo(Map.of("0", 40L));
  }

  @Test
  void aFolderOfSomethingElseIsRefused() throws Exception {
    Files.writeString(folder.resolve("letter.txt"), "Dear all");
    assertThatThrownBy(() -> ScoringFolder.of(folder, spec("first", "r1")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("is not empty and holds no run");
    assertThatThrownBy(() -> ScoringFolder.open(folder)).hasMessageContaining("holds no run.json");
  }

  @Test
  void aRunGoesOnUnderTheIdThatItBeganWith() throws Exception {
    ScoringFolder begun = ScoringFolder.of(folder.resolve("run"), spec("first", "r1"));
    assertThat(ScoringFolder.of(folder.resolve("run"), spec("later", "r1")).spec())
        .isEqualTo(begun.spec());
    assertThatThrownBy(() -> ScoringFolder.of(folder.resolve("run"), spec("later", "r2")))
        .hasMessageContaining("holds a run with other definitions");
  }

  private ScoringFolder run(String id, String release, List<ScoredPerson> rows) throws Exception {
    ScoringFolder run = ScoringFolder.of(folder.resolve(id), spec(id, release));
    ScoredParts.in(run.scores(), run.spec()).write(0, rows.subList(0, 30));
    ScoredParts.in(run.scores(), run.spec()).write(1, rows.subList(30, rows.size()));
    return run;
  }

  private static ScoringSpec spec(String id, String release) {
    return new ScoringSpec(
        id,
        release,
        "own",
        ADULTS,
        List.of(DEATH),
        AbstentionRule.NONE,
        Set.of(),
        List.of(),
        null,
        DisclosureRules.DEFAULT,
        Instant.EPOCH.toString());
  }

  private static ScoredPerson person(int number, double probability, long historyVersion) {
    return new ScoredPerson(
        "%032x".formatted(number),
        ADULTS.landmark().span().latest().date(),
        Split.TEST,
        "death",
        probability,
        null,
        null,
        5,
        50.0,
        null,
        historyVersion,
        Instant.EPOCH,
        PredictedAnswer.NOTHING);
  }
}
