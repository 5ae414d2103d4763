package dev.norn.model.evaluation;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.Examples;
import dev.norn.outcome.OutcomeLabel;
import java.io.StringReader;
import java.util.ArrayList;
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

  /** A model that tosses a coin, on people whose hazard rises with age: every baseline is ahead. */
  public static Evaluation ofACoin(String corpusId) {
    SplittableRandom random = new SplittableRandom(8);
    List<CorpusExample> train = people(0, 600, Split.TRAIN, random);
    List<CorpusExample> test = people(600, 1_000, Split.TEST, random);
    double[] coin = random.doubles(test.size()).toArray();
    return new EvaluationRunner(new StratifiedBootstrap(50, 1, .95), Set.of())
        .evaluate(
            corpusId,
            new SplitExamples(train::stream, train::stream, test::stream),
            Map.of("death", coin));
  }

  private static List<CorpusExample> people(
      int from, int to, Split split, SplittableRandom random) {
    List<CorpusExample> people = new ArrayList<>();
    for (int i = from; i < to; i++) {
      double age = 30 + 50 * random.nextDouble();
      boolean positive = random.nextDouble() < LogisticFit.sigmoid(-7 + .1 * age);
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
