package dev.norn.model.evaluation;

import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Sets a model beside the baselines: these fitted on the training split, all scored on the same
 * test people in the same run.
 *
 * @param bootstrap for all intervals
 * @param methods of the baselines, in the order of the reports
 * @param divisions of the people into subgroups, besides those by age and length of the sequence
 * @param rules of which subgroups may be shown
 */
public record EvaluationRunner(
    StratifiedBootstrap bootstrap,
    List<BaselineMethod> methods,
    List<TokenDivision> divisions,
    DisclosureRules rules) {

  public EvaluationRunner {
    methods = List.copyOf(methods);
    divisions = List.copyOf(divisions);
  }

  /**
   * Beside the {@linkplain BaselineMethod#standard standard} baselines, with the bootstrap's seed,
   * and with subgroups by age and length of the sequence alone.
   *
   * @param sexTokens ids of the background tokens that mark sex; empty when none does
   */
  public EvaluationRunner(StratifiedBootstrap bootstrap, Set<Integer> sexTokens) {
    this(
        bootstrap,
        BaselineMethod.standard(sexTokens, bootstrap.seed()),
        List.of(),
        DisclosureRules.DEFAULT);
  }

  /**
   * Without the truth, as of real people.
   *
   * @see #evaluate(String, SplitExamples, Map, TrueProbabilities, EvaluationProgress)
   */
  public Evaluation evaluate(
      String corpusId, SplitExamples splits, Map<String, double[]> probabilities) {
    return evaluate(corpusId, splits, probabilities, EvaluationProgress.silent());
  }

  /** The same, telling how far it is. */
  public Evaluation evaluate(
      String corpusId,
      SplitExamples splits,
      Map<String, double[]> probabilities,
      EvaluationProgress progress) {
    return evaluate(corpusId, splits, probabilities, TrueProbabilities.NONE, progress);
  }

  /**
   * @param corpusId recorded in the evaluation
   * @param probabilities the model's, by outcome; one for every test person, those with an unknown
   *     label included, in the order of the test split
   * @param truth of the test people, at the landmark of the corpus
   * @throws IllegalArgumentException when the numbers do not match the test split, or a split lacks
   *     positives or negatives
   */
  public Evaluation evaluate(
      String corpusId,
      SplitExamples splits,
      Map<String, double[]> probabilities,
      TrueProbabilities truth,
      EvaluationProgress progress) {
    List<OutcomeEvaluation> outcomes = new ArrayList<>();
    new TreeMap<>(probabilities)
        .forEach(
            (outcome, values) -> {
              progress.evaluating(outcome, outcomes.size() + 1, probabilities.size());
              outcomes.add(evaluate(outcome, splits, values, truth));
            });
    return new Evaluation(corpusId, bootstrap, outcomes);
  }

  private OutcomeEvaluation evaluate(
      String outcome, SplitExamples splits, double[] values, TrueProbabilities truth) {
    LabelledExamples train = new LabelledExamples(outcome, splits.train());
    LabelledExamples validation = new LabelledExamples(outcome, splits.validation());
    LabelledExamples test = new LabelledExamples(outcome, splits.test());
    boolean[] labels = requireBothClasses("test", test);
    requireBothClasses("training", train);
    Scores scores = new Scores(known(outcome, splits, values), labels);
    ScoredModel model = new ScoredModel("model", scores);
    Resamples resamples = bootstrap.resample(scores);
    double trainBaseRate = train.baseRate();
    List<ScoredModel> baselines =
        methods.stream()
            .filter(method -> method.applies(train))
            .map(method -> method.fit(train, validation))
            .map(baseline -> new ScoredModel(baseline.title(), test.scores(baseline)))
            .toList();
    return new OutcomeEvaluation(
        outcome,
        scores.people(),
        scores.positives(),
        scores.baseRate(),
        values.length - scores.people(),
        trainBaseRate,
        ModelFigures.of(model.title(), scores, resamples),
        OperatingPoint.flagging(scores, trainBaseRate),
        baselines.stream().map(baseline -> beside(resamples, baseline)).toList(),
        BinaryFigures.of(
            bootstrap,
            model,
            baselines,
            trainBaseRate,
            Division.all(test, divisions),
            test.values(example -> followedDays(outcome, example)),
            new SmallCells(rules)),
        truth.isSilentOn(outcome)
            ? null
            : OracleComparison.of(
                bootstrap,
                test.values(example -> truth.of(outcome, example.sequence().person())),
                model,
                baselines));
  }

  private static double followedDays(String outcome, CorpusExample example) {
    FollowUp followUp = example.followUps().get(outcome);
    return followUp == null ? Double.NaN : followUp.days();
  }

  private BaselineFigures beside(Resamples model, ScoredModel baseline) {
    Resamples resamples = bootstrap.resample(baseline.scores());
    return new BaselineFigures(
        ModelFigures.of(baseline.title(), baseline.scores(), resamples),
        model.minus(resamples).intervals());
  }

  private static double[] known(String outcome, SplitExamples splits, double[] values) {
    List<Boolean> known = new ArrayList<>();
    try (Stream<CorpusExample> test = splits.test().get()) {
      test.forEachOrdered(e -> known.add(e.label(outcome) != OutcomeLabel.UNKNOWN));
    }
    if (known.size() != values.length) {
      throw new IllegalArgumentException(
          "[evaluation of "
              + outcome
              + "] "
              + values.length
              + " probabilities for "
              + known.size()
              + " people in the test split; score the whole split, unknown labels included");
    }
    double[] kept = new double[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (known.get(i)) {
        kept[count++] = values[i];
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static boolean[] requireBothClasses(String split, LabelledExamples examples) {
    boolean[] labels = examples.labels();
    int positives = 0;
    for (boolean label : labels) {
      positives += label ? 1 : 0;
    }
    if (positives == 0 || positives == labels.length) {
      throw new IllegalArgumentException(
          "[evaluation of "
              + examples.outcome()
              + "] the "
              + split
              + " split has "
              + positives
              + " positives among "
              + labels.length
              + " known labels; both kinds are needed: use more people or another horizon");
    }
    return labels;
  }
}
