package dev.norn.model.training;

import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.CountEvaluation;
import dev.norn.model.evaluation.CoxMethod;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.NextEventEvaluation;
import dev.norn.model.evaluation.OrdinalEvaluation;
import dev.norn.model.evaluation.ServedCurves;
import dev.norn.model.evaluation.SplitExamples;
import dev.norn.model.evaluation.StratifiedBootstrap;
import dev.norn.model.evaluation.TimeToEventEvaluation;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.serving.Encoding;
import dev.norn.outcome.OutcomeForm;
import dev.norn.outcome.OutcomeKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What outcomes are judged by besides their binary labels.
 *
 * @param encodings of the test people, in the order of the split
 * @param seed of the baselines
 */
record KindEvaluations(
    List<HeadSpec> heads,
    SplitExamples splits,
    List<Encoding> encodings,
    StratifiedBootstrap bootstrap,
    Set<Integer> sexTokens,
    long seed) {

  /**
   * @param forms of the corpus' outcomes
   */
  Evaluation addedTo(Evaluation binary, Map<String, OutcomeForm> forms) {
    return new Evaluation(
        binary.corpusId(),
        binary.bootstrap(),
        binary.outcomes(),
        each(OutcomeKind.ORDINAL, this::ordinal),
        each(
            OutcomeKind.TIME_TO_EVENT,
            (head, place) -> timeToEvent(head, place, forms.get(head.outcome()))),
        each(OutcomeKind.COUNT, this::count),
        each(OutcomeKind.NEXT_EVENT, this::nextEvent));
  }

  private <E> List<E> each(OutcomeKind kind, BiFunction<HeadSpec, Integer, E> evaluation) {
    return IntStream.range(0, heads.size())
        .filter(place -> heads.get(place).kind() == kind)
        .mapToObj(place -> evaluation.apply(heads.get(place), place))
        .toList();
  }

  private OrdinalEvaluation ordinal(HeadSpec head, int place) {
    int[] predicted =
        encodings.stream().mapToInt(e -> mostProbable(e.classProbabilities(place))).toArray();
    return OrdinalEvaluation.of(
        head.outcome(), head.classes(), splits, predicted, bootstrap, sexTokens);
  }

  private static int mostProbable(float[] probabilities) {
    int most = 0;
    for (int i = 1; i < probabilities.length; i++) {
      most = probabilities[i] > probabilities[most] ? i : most;
    }
    return most;
  }

  private CountEvaluation count(HeadSpec head, int place) {
    double[] expected = encodings.stream().mapToDouble(e -> e.expectedCount(place)).toArray();
    return CountEvaluation.of(head.outcome(), splits, expected, bootstrap, sexTokens, seed);
  }

  private NextEventEvaluation nextEvent(HeadSpec head, int place) {
    double[][] probabilities =
        encodings.stream().map(e -> doubles(e.classProbabilities(place))).toArray(double[][]::new);
    return NextEventEvaluation.of(
        head.outcome(), head.classes(), splits, probabilities, bootstrap, sexTokens, seed);
  }

  private static double[] doubles(float[] floats) {
    return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
  }

  private TimeToEventEvaluation timeToEvent(HeadSpec head, int place, OutcomeForm form) {
    return TimeToEventEvaluation.of(
        head.outcome(),
        form,
        splits,
        curves(head, place),
        CoxMethod.incidence(head.outcome(), splits).stream().toList(),
        bootstrap,
        sexTokens);
  }

  private ServedCurves curves(HeadSpec head, int place) {
    ServedCurves curves = new ServedCurves(head.cuts());
    try (Stream<CorpusExample> test = splits.test().get()) {
      List<CorpusExample> people = test.toList();
      for (int i = 0; i < people.size(); i++) {
        curves.put(people.get(i).sequence().person(), encodings.get(i).cumulativeIncidence(place));
      }
    }
    return curves;
  }
}
