package dev.norn.model.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.cohort.EligibilityRule;
import dev.norn.cohort.Split;
import dev.norn.event.DefinitionFile;
import dev.norn.model.calibration.PeopleGroups;
import dev.norn.model.calibration.ReleaseCalibration;
import dev.norn.model.calibration.TokenHolders;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.BaselineMethod;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.EvaluationProgress;
import dev.norn.model.evaluation.EvaluationRunner;
import dev.norn.model.evaluation.StratifiedBootstrap;
import dev.norn.model.evaluation.TokenDivision;
import dev.norn.model.release.EvaluationLog;
import dev.norn.model.release.Release;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.outcome.OutcomeLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums a run up: {@code report/index.html} and {@code report/report.json}. Matured outcomes are
 * evaluated on the test side of the cohort's split, beside baselines fitted on its training side.
 */
public final class ScoringReportWriter {

  private static final long BOOTSTRAP_SEED = 1;
  private static final int TOKENS = 20;

  private final ScoringFolder folder;
  private final Release release;
  private final ReleaseCalibration calibration;
  private final SequenceStage stage;
  private final Maturity maturity;
  private final SuppressedCounts suppressed;

  /**
   * @param stage what came of the sequences
   */
  public ScoringReportWriter(
      ScoringFolder folder, Release release, ReleaseCalibration calibration, SequenceStage stage) {
    this.folder = folder;
    this.release = release;
    this.calibration = calibration;
    this.stage = stage;
    this.maturity = Maturity.of(folder.spec(), stage);
    this.suppressed = new SuppressedCounts(folder.spec().disclosure());
  }

  /**
   * @param tokens of the corpus
   * @param divisions of the people into subgroups
   */
  public ScoringReport write(
      Corpus corpus,
      TokenHolders tokens,
      CohortScoring scoring,
      List<TokenDivision> divisions,
      EvaluationProgress progress)
      throws IOException {
    Map<String, String> notEvaluated = new TreeMap<>();
    EvaluatedPeople people = null;
    Map<String, double[]> probabilities = new TreeMap<>();
    for (OutcomeDefinition outcome : folder.spec().outcomes()) {
      String reason = whyNotEvaluated(outcome, corpus);
      if (reason == null) {
        people = people == null ? new EvaluatedPeople(corpus) : people;
        reason = people.tooFew(outcome.name(), folder.spec().disclosure().minimumCount());
      }
      if (reason == null) {
        probabilities.put(
            outcome.name(), scoring.probabilities(outcome.name(), Split.TEST, people));
      } else {
        notEvaluated.put(outcome.name(), reason);
      }
    }
    String use = probabilities.isEmpty() ? null : people.whoTookPart() + " " + recordUse(corpus);
    Evaluation evaluation =
        probabilities.isEmpty()
            ? null
            : new SuppressedEvaluation(folder.spec().disclosure())
                .of(
                    evaluate(corpus, people, probabilities, divisions, progress),
                    folder.spec().disclosure());
    ScoringReport report =
        new ScoringReport(
            folder.spec(),
            removals(),
            stage.people(),
            scoring.people(),
            stage.newestRecorded(),
            figures(scoring),
            TokenShift.largest(calibration.tokens(), tokens.shares(), TOKENS),
            evaluation,
            notEvaluated,
            use,
            release.vocabulary().hash(),
            corpus.manifest().id(),
            ScoringReport.UsedCalibration.of(calibration));
    Files.createDirectories(folder.report());
    // The cohort and the outcomes read as they do in their files.
    Files.writeString(folder.report().resolve("report.json"), json(report));
    Files.writeString(folder.report().resolve("index.html"), new ScoringPage(report).html());
    return report;
  }

  /** Before anything is shown: a figure that was seen was used. */
  private String recordUse(Corpus corpus) {
    EvaluationLog log = new EvaluationLog(release);
    String use = log.record(corpus.manifest().id());
    return use
        + " It was evaluated %d times in all; other sequences of the same people count by themselves."
            .formatted(log.uses().size());
  }

  private static String json(ScoringReport report) {
    ObjectNode tree = CanonicalJson.tree(report);
    tree.set("spec", CanonicalJson.read(DefinitionFile.toJson(report.spec()), JsonNode.class));
    return CanonicalJson.write(tree);
  }

  private List<ScoringReport.Removal> removals() {
    List<EligibilityRule> rules = folder.spec().cohort().rules();
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      counts.put(Integer.toString(i), stage.removed().get(i));
    }
    Map<String, Long> shown = suppressed.of(counts);
    List<ScoringReport.Removal> removals = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      removals.add(
          new ScoringReport.Removal(rules.get(i).removed().get(), shown.get(Integer.toString(i))));
    }
    return removals;
  }

  private List<ScoringReport.OutcomeFigures> figures(CohortScoring scoring) {
    List<ScoringReport.OutcomeFigures> figures = new ArrayList<>();
    for (int i = 0; i < folder.spec().outcomes().size(); i++) {
      figures.add(figures(folder.spec().outcomes().get(i), scoring.tallies().get(i)));
    }
    return figures;
  }

  private ScoringReport.OutcomeFigures figures(OutcomeDefinition outcome, OutcomeTally tally) {
    boolean matured = maturity.reaches(outcome);
    Map<String, Long> labels = new LinkedHashMap<>(tally.labels());
    if (!matured) {
      // Who has not had the event yet may still have it.
      labels.merge(
          OutcomeLabel.UNKNOWN.name(), labels.get(OutcomeLabel.NEGATIVE.name()), Long::sum);
      labels.remove(OutcomeLabel.NEGATIVE.name());
    }
    Map<String, Long> shown = suppressed.of(labels);
    Long positive = shown.get(OutcomeLabel.POSITIVE.name());
    Long negative = shown.get(OutcomeLabel.NEGATIVE.name());
    return new ScoringReport.OutcomeFigures(
        outcome.name(),
        matured,
        maturity.lastDay(outcome).toString(),
        shown,
        matured && positive != null && negative != null
            ? (double) positive / (positive + negative)
            : null,
        tally.meanPredicted(),
        tally.predicted(),
        tally.abstained(),
        tally.abstainedShares(),
        tally.deciles(matured),
        tally.scoreShift());
  }

  /** Null where it can be. */
  private String whyNotEvaluated(OutcomeDefinition outcome, Corpus corpus) {
    if (!maturity.reaches(outcome)) {
      return "its horizon ends on "
          + maturity.lastDay(outcome)
          + ", and the registers do not reach that day";
    }
    if (!release.splitsAs(corpus.manifest().description())) {
      return "the cohort splits people otherwise than the release's, so that its test split may hold"
          + " people whom the model learned from";
    }
    return null;
  }

  private Evaluation evaluate(
      Corpus corpus,
      EvaluatedPeople people,
      Map<String, double[]> probabilities,
      List<TokenDivision> divisions,
      EvaluationProgress progress) {
    return new EvaluationRunner(
            StratifiedBootstrap.withSeed(BOOTSTRAP_SEED),
            BaselineMethod.standard(
                PeopleGroups.of(folder.spec().sexTokens(), release.vocabulary())
                    .sexTokens()
                    .keySet(),
                BOOTSTRAP_SEED),
            divisions,
            folder.spec().disclosure())
        .evaluate(corpus.manifest().id(), people.splits(), probabilities, progress);
  }
}
