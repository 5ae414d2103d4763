package dev.norn.model.training;

import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.CoxMethod;
import dev.norn.model.evaluation.OrdinalEvaluation;
import dev.norn.model.evaluation.ServedCurves;
import dev.norn.model.evaluation.SplitExamples;
import dev.norn.model.evaluation.StratifiedBootstrap;
import dev.norn.model.evaluation.TimeToEventEvaluation;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.serving.Encoding;
import dev.norn.outcome.OutcomeForm;
import dev.norn.outcome.OutcomeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What ordinal and time-to-event outcomes are judged by besides their binary labels. */
final class KindEvaluations {

  private KindEvaluations() {}

  /**
   * @param encodings of the test people, in the order of the split
   */
  static List<OrdinalEvaluation> ordinal(
      List<HeadSpec> heads,
      SplitExamples splits,
      List<Encoding> encodings,
      StratifiedBootstrap bootstrap,
      Set<Integer> sexTokens) {
    List<OrdinalEvaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      HeadSpec head = heads.get(i);
      if (head.kind() == OutcomeKind.ORDINAL) {
        int place = i;
        int[] predicted =
            encodings.stream().mapToInt(e -> mostProbable(e.classProbabilities(place))).toArray();
        evaluations.add(
            OrdinalEvaluation.of(
                head.outcome(), head.classes(), splits, predicted, bootstrap, sexTokens));
      }
    }
    return evaluations;
  }

  private static int mostProbable(float[] probabilities) {
    int most = 0;
    for (int i = 1; i < probabilities.length; i++) {
      most = probabilities[i] > probabilities[most] ? i : most;
    }
    return most;
  }

  /**
   * @param forms of the corpus' outcomes
   * @param encodings of the test people, in the order of the split
   */
  static List<TimeToEventEvaluation> timeToEvent(
      List<HeadSpec> heads,
      Map<String, OutcomeForm> forms,
      SplitExamples splits,
      List<Encoding> encodings,
      StratifiedBootstrap bootstrap,
      Set<Integer> sexTokens) {
    List<TimeToEventEvaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      HeadSpec head = heads.get(i);
      if (head.kind() == OutcomeKind.TIME_TO_EVENT) {
        evaluations.add(
            TimeToEventEvaluation.of(
                head.outcome(),
                forms.get(head.outcome()),
                splits,
                curves(head, i, splits, encodings),
                CoxMethod.incidence(head.outcome(), splits).stream().toList(),
                bootstrap,
                sexTokens));
      }
    }
    return evaluations;
  }

  private static ServedCurves curves(
      HeadSpec head, int place, SplitExamples splits, List<Encoding> encodings) {
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
