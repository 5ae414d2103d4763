package dev.norn.model.release;

import dev.norn.cohort.Split;
import dev.norn.model.accounting.PrivacyGuarantee;
import dev.norn.model.evaluation.AchievableTable;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.KindTables;
import dev.norn.model.evaluation.OutcomeEvaluation;
import dev.norn.model.evaluation.StackedLogits;
import dev.norn.model.space.SpaceReport;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A release's model card by the items of TRIPOD+AI (Collins et al. 2024, BMJ 385:e078378), in their
 * order and with their numbers.
 */
final class ModelCard {

  private final String id;
  private final ReleaseContent content;
  private final Evaluation evaluation;
  private final SpaceReport space;

  ModelCard(String id, ReleaseContent content, Evaluation evaluation, SpaceReport space) {
    this.id = id;
    this.content = content;
    this.evaluation = evaluation;
    this.space = space;
  }

  String text() {
    CardItems card =
        new CardItems()
            .block("# Model card: release " + id + "\n\n")
            .block(
                "**Not for decisions about a person.** A score is an association in one population"
                    + " at one\ntime, not a cause and not a fate.\n\n"
                    + "The numbers are those of the items of TRIPOD+AI (Collins et al. 2024).\n\n");
    introduction(card);
    data(card);
    analysis(card);
    openness(card);
    results(card);
    discussion(card);
    return card.block(privacy()).block(provenance()).markdown();
  }

  private void introduction(CardItems card) {
    card.section("Title, abstract and introduction")
        .item(
            "1",
            "Title",
            "Development and internal evaluation of a transformer over registered life events that"
                + " predicts "
                + outcomes()
                + " in the cohort `"
                + content.cohort()
                + "`.")
        .item("2", "Abstract", "See the figures under 23a; each stands beside baselines.")
        .unknown("3a", "Context and rationale")
        .item(
            "3b",
            "Target population and purpose",
            "Research on the cohort `"
                + content.cohort()
                + "` and people like it. Not for other populations, other horizons, or anything"
                + " that is done to individuals.")
        .unknown("3c", "Known inequalities between groups")
        .item(
            "4",
            "Objectives",
            "Development and evaluation on people held out: how well "
                + outcomes()
                + " is predicted.");
  }

  private void data(CardItems card) {
    card.section("Methods: data")
        .item(
            "5a",
            "Sources",
            "Registers, as defined in the study; training and evaluation people come from the same"
                + " ones. Corpus `"
                + content.corpusId()
                + "`.")
        .item(
            "5b",
            "Dates",
            "Landmark "
                + content.landmark()
                + ", the last day whose events are used; horizons: "
                + horizons()
                + ".")
        .unknown("6a", "Setting")
        .item("6b", "Eligibility", "The rules of cohort `" + content.cohort() + "`.")
        .unknown("6c", "Treatments received")
        .item(
            "7",
            "Data preparation",
            "Register rows become tokens by the rules in `vocabulary.json`, the same for everybody."
                + " Bins and the list of tokens were fitted on the training split.")
        .item(
            "8a",
            "Outcome",
            "Read off the facts after the landmark by the study's definitions: " + horizons() + ".")
        .unknown("8b", "Who assessed the outcome")
        .item(
            "8c",
            "Blinding",
            "Labels are read off the facts by rule, before and without the predictions.")
        .item(
            "9a",
            "Choice of predictors",
            "Every token of the vocabulary; none was selected by its relation to the outcome.")
        .item("9b", "Definition of predictors", "`vocabulary.json`; nothing after the landmark.")
        .unknown("9c", "Who assessed the predictors")
        .item("10", "Sample size", "People by split: " + people() + ". No calculation is stated.")
        .item(
            "11",
            "Missing data",
            "A missing field gives no token; a value that the vocabulary lacks gives `[UNK]`. People"
                + " of unknown outcome are left out of fitting and of the figures, and counted under"
                + " 20a.");
  }

  private void analysis(CardItems card) {
    card.section("Methods: analysis")
        .item(
            "12a",
            "Use of the data",
            "The vocabulary, the weights and the baselines saw the training split only, the"
                + " calibration, the stacking and the stopping rule the validation split, the figures the test"
                + " split.")
        .item(
            "12b",
            "Handling of predictors",
            "As sequences of tokens with day and age; counts of tokens for the regression.")
        .item(
            "12c",
            "Model and its building",
            "Pre-training on hidden tokens, then fine-tuning on the outcomes; the epoch with the"
                + " lowest validation loss was kept. Architecture and training log are in"
                + " `release.json`.")
        .item("12d", "Heterogeneity between clusters", "Not looked into.")
        .item(
            "12e",
            "Measures of performance",
            "AUROC, AUPRC, Brier score, log-loss, calibration intercept and slope, integrated"
                + " calibration index, decision curve, confusion matrices, and corrected figures for"
                + " hidden positives; "
                + String.format(Locale.ROOT, "%.0f %%", 100 * evaluation.bootstrap().level())
                + " intervals from "
                + evaluation.bootstrap().resamples()
                + " bootstrap resamples. No threshold of success was set beforehand.")
        .item("12f", "Updating", "Calibrated on the validation split only: " + calibrations() + ".")
        .item(
            "12g",
            "How predictions were calculated",
            "By the released SavedModel, the calibration within it.")
        .item("13", "Class imbalance", "Neither classes nor sampling were balanced.")
        .item(
            "14",
            "Fairness",
            "Nothing was done to make figures alike between groups; they are shown by group under"
                + " 23a, small groups held back.")
        .item(
            "15",
            "Model output",
            "Scores are calibrated probabilities at the natural prior. Thresholds are shown, none is"
                + " recommended.")
        .item(
            "16",
            "Training versus evaluation",
            "Other people of the same cohort at the same landmark; nothing else differs.")
        .unknown("17", "Ethical approval");
  }

  private void openness(CardItems card) {
    card.section("Open science and involvement")
        .unknown("18a", "Funding")
        .unknown("18b", "Conflicts of interest")
        .unknown("18c", "Protocol")
        .unknown("18d", "Registration")
        .unknown("18e", "Data sharing")
        .unknown("18f", "Code sharing")
        .unknown("19", "Patient and public involvement");
  }

  private void results(CardItems card) {
    card.section("Results")
        .item("20a", "Participants", participants())
        .unknown("20b", "Characteristics of participants")
        .item(
            "20c",
            "Training and evaluation people compared",
            "Share of positives: "
                + each(
                    o ->
                        String.format(
                            Locale.ROOT,
                            "%s %.2f %% in training, %.2f %% in the test split",
                            o.outcome(),
                            100 * o.trainBaseRate(),
                            100 * o.baseRate()))
                + ".")
        .item(
            "21",
            "Model development",
            "Training people: " + content.people().getOrDefault(Split.TRAIN, 0L) + ".")
        .item(
            "22",
            "Model specification",
            "The whole model is in `saved_model/`, its tokens in `vocabulary.json`.")
        .item("23a", "Performance", "More, with drawings, in `report/index.html`.");
    for (ReleaseContent.ReleasedOutcome outcome : content.outcomes()) {
      card.block(CardFigures.markdown(outcome, evaluation.outcome(outcome.name())));
    }
    card.block(CardFigures.defeats(evaluation.kindDefeats()));
    for (AchievableTable table : KindTables.of(evaluation)) {
      card.block(CardFigures.markdown(table));
    }
    card.item("23b", "Heterogeneity", "By group only; not between places or years. " + agreement())
        .item("24", "Updating", "None after the evaluation.");
  }

  private void discussion(CardItems card) {
    card.section("Discussion")
        .item(
            "25",
            "Interpretation",
            evaluation.kindDefeats().isEmpty()
                    && evaluation.outcomes().stream().allMatch(o -> o.defeats().isEmpty())
                ? "No baseline was ahead of the model on a headline figure."
                : "A baseline is ahead of the model where the figures say so first: there the simpler"
                    + " model is the better one.")
        .item(
            "26",
            "Limitations",
            "One split, one landmark: transport to later years and to other regions is not shown."
                + " Intervals hold the model fixed; training it anew would move the figures too.")
        .item(
            "27a",
            "Poor or missing input",
            "What a register lacks is not in the sequence and not noticed by the model.")
        .unknown("27b", "Skill needed of users")
        .unknown("27c", "Next steps");
  }

  private String agreement() {
    return space == null
        ? "Whether models of other people give the same space of tokens was not looked at (--space)."
        : space.failure().map(failure -> "**Failed: " + failure + ".**").orElse("")
            + " Token distances of models of three thirds of the people correlate: "
            + space.models().stream()
                .map(
                    c ->
                        String.format(
                            Locale.ROOT,
                            "%s, %s, %.3f (p %.4f)",
                            c.title(),
                            c.distance().name().toLowerCase(Locale.ROOT),
                            c.correlation(),
                            c.adjustedP()))
                .collect(Collectors.joining("; "))
            + ".";
  }

  private String privacy() {
    PrivacyGuarantee guarantee = content.privacy();
    return guarantee == null
        ? "## Privacy\n\nTrained without differential privacy; `norn privacy` attacks the release.\n\n"
        : "## Privacy\n\nThe weights are "
            + guarantee.summary()
            + ". Not covered:\n\n"
            + guarantee.notCovered().stream()
                .map(each -> "- " + each + "\n")
                .collect(Collectors.joining())
            + "\n";
  }

  private String provenance() {
    return "## Provenance\n\n| what | value |\n|---|---|\n"
        + "| created | "
        + content.created()
        + " |\n| corpus | `"
        + content.corpusId()
        + "` |\n| vocabulary | `"
        + content.vocabularyHash()
        + "` |\n| seeds | "
        + content.seeds()
        + " |\n| libraries | "
        + content.libraries()
        + " |\n";
  }

  private String outcomes() {
    return String.join(", ", names());
  }

  private List<String> names() {
    return content.outcomes().stream().map(ReleaseContent.ReleasedOutcome::name).toList();
  }

  private String horizons() {
    return content.outcomes().stream()
        .map(outcome -> outcome.name() + " within " + outcome.horizon())
        .collect(Collectors.joining(", "));
  }

  private String calibrations() {
    return content.outcomes().stream()
        .map(outcome -> outcome.name() + " " + outcome.calibration() + stacking(outcome.stacking()))
        .collect(Collectors.joining(", "));
  }

  private static String stacking(StackedLogits stacking) {
    return stacking == null
        ? ""
        : String.format(
            Locale.ROOT,
            " (logit: %.2f × the encoder's + %.2f × a regression's on counts of tokens)",
            stacking.encoder(),
            stacking.counts());
  }

  private String people() {
    return content.people().toString();
  }

  private String participants() {
    return "By split: "
        + people()
        + ". In the test split: "
        + each(
            o ->
                o.outcome()
                    + " "
                    + o.people()
                    + " of known outcome, "
                    + o.positives()
                    + " positive, "
                    + o.unknown()
                    + " unknown and left out")
        + ".";
  }

  private String each(Function<OutcomeEvaluation, String> of) {
    return evaluation.outcomes().stream().map(of).collect(Collectors.joining("; "));
  }
}
