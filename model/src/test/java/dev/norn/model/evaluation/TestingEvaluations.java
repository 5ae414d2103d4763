package dev.norn.model.evaluation;

import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.Examples;
import dev.norn.outcome.OutcomeLabel;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Evaluations for tests of what is written about them. */
public final class TestingEvaluations {

  private TestingEvaluations() {}

  /** The same beside the truth, which one person in ten lacks. */
  public static Evaluation ofACoinBesideTheTruth(String corpusId) {
    return ofACoin(corpusId, true);
  }

  /** A model that tosses a coin, on people whose hazard rises with age: every baseline is ahead. */
  public static Evaluation ofACoin(String corpusId) {
    return ofACoin(corpusId, false);
  }

  private static Evaluation ofACoin(String corpusId, boolean besideTheTruth) {
    SplittableRandom random = new SplittableRandom(8);
    List<CorpusExample> train = people(0, 600, Split.TRAIN, random);
    List<CorpusExample> test = people(600, 1_000, Split.TEST, random);
    double[] coin = random.doubles(test.size()).toArray();
    return new EvaluationRunner(new StratifiedBootstrap(50, 1, .95), Set.of())
        .evaluate(
            corpusId,
            new SplitExamples(train::stream, train::stream, test::stream),
            Map.of("death", coin),
            besideTheTruth ? truth(test) : TrueProbabilities.NONE,
            EvaluationProgress.silent());
  }

  private static TrueProbabilities truth(List<CorpusExample> people) {
    Map<PersonId, Double> truth = new HashMap<>();
    for (int i = 0; i < people.size(); i++) {
      if (i % 10 != 0) {
        CorpusExample person = people.get(i);
        truth.put(person.sequence().person(), hazard(person.ageAtLandmark()));
      }
    }
    return new TrueProbabilities(Map.of("death", truth));
  }

  private static double hazard(double age) {
    return LogisticFit.sigmoid(-7 + .1 * age);
  }

  private static List<CorpusExample> people(
      int from, int to, Split split, SplittableRandom random) {
    List<CorpusExample> people = new ArrayList<>();
    for (int i = from; i < to; i++) {
      double age = 30 + 50 * random.nextDouble();
      boolean positive = random.nextDouble() < hazard(age);
      people.add(
          new CorpusExample(
              Examples.life(i, age, Examples.SEX_A, i % 7),
              split,
              Map.of("death", positive ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE)));
    }
    return people;
  }

  /** Parses a piece of XML strictly. */
  public static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
