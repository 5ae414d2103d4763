package dev.norn.model.explain;

import dev.norn.model.graph.Precision;
import dev.norn.model.serving.ModelSignature;
import dev.norn.model.serving.SequenceFunction;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Integrated gradients (Sundararajan, Taly and Yan 2017, section 3) beside input × gradient: the
 * gradient's mean on the straight way from a life as long without content to the life as it is,
 * times the input. Without content means that each embedded position is 0, which is the mean of the
 * token table at no time and no age, and that no token is counted. What each position moved then
 * sums to logit less logit of the baseline (completeness).
 *
 * <p>It describes the model near this one life; it is no statement about causes.
 *
 * <p>Holds native memory; the loader closes it. Not thread-safe.
 */
public final class IntegratedGradients implements AutoCloseable {

  /** Points at which the gradient is taken, where nobody asks for another number. */
  public static final int STEPS = 32;

  private static final int MOST_STEPS = 200;

  private final SequenceFunction function;
  private final GaussIntegrator rule;

  private IntegratedGradients(SequenceFunction function, GaussIntegrator rule) {
    this.function = function;
    this.rule = rule;
  }

  /**
   * @param release folder of a release
   * @param steps points of a Gauss-Legendre rule, 2 to 200; more make the sum more complete
   * @throws IllegalArgumentException if its SavedModel has no function for it, as of a release that
   *     an earlier version wrote
   */
  public static IntegratedGradients load(Path release, int steps) throws IOException {
    if (steps < 2 || steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "[steps] found %d; expected 2 to %d".formatted(steps, MOST_STEPS));
    }
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(steps, 0, 1);
    return new IntegratedGradients(path(release), rule);
  }

  static SequenceFunction path(Path release) throws IOException {
    return SequenceFunction.load(
        release, ModelSignature.explainPath(ModelSignature.ANY), Precision.FLOAT32);
  }

  /**
   * @param outcome index in the order of the release's outcomes
   * @return in the order of the sequences
   */
  public List<Explanation> explain(List<PersonSequence> sequences, int outcome) {
    if (outcome < 0 || outcome >= function.outcomes()) {
      throw new IllegalArgumentException(
          "[outcome] no outcome %d; expected 0 to %d".formatted(outcome, function.outcomes() - 1));
    }
    Explanation[] explanations = new Explanation[sequences.size()];
    for (int[] places : LengthBatches.of(sequences)) {
      List<Explanation> batch =
          explainBatch(IntStream.of(places).mapToObj(sequences::get).toList(), outcome);
      for (int i = 0; i < places.length; i++) {
        explanations[places[i]] = batch.get(i);
      }
    }
    return List.of(explanations);
  }

  private List<Explanation> explainBatch(List<PersonSequence> people, int outcome) {
    List<double[]> integrated = new ArrayList<>();
    people.forEach(person -> integrated.add(new double[person.length()]));
    for (int step = 0; step < rule.getNumberOfPoints(); step++) {
      // The square puts more points near the baseline, where the norm of the summary bends most.
      double root = rule.getPoint(step);
      double weight = 2 * root * rule.getWeight(step);
      List<PathPoint> points =
          PathPoint.of(function.call(people, outcome, (float) (root * root)), people);
      for (int person = 0; person < people.size(); person++) {
        add(points.get(person).attribution(), weight, integrated.get(person));
      }
    }
    List<PathPoint> whole = PathPoint.of(function.call(people, outcome, 1), people);
    List<PathPoint> empty = PathPoint.of(function.call(people, outcome, 0), people);
    return IntStream.range(0, people.size())
        .mapToObj(
            i ->
                new Explanation(
                    whole.get(i).attribution(),
                    integrated.get(i),
                    whole.get(i).attention(),
                    whole.get(i).logit(),
                    empty.get(i).logit()))
        .toList();
  }

  private static void add(float[] numbers, double weight, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * numbers[i];
    }
  }

  @Override
  public void close() {
    function.close();
  }
}
