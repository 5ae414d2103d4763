package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import dev.norn.model.graph.Objective;
import java.util.List;

/**
 * Quadratic kappa of the most probable classes with its sign turned, the answers to all items
 * together, by which life2vec (Savcisens et al. 2024) ends fine-tuning to personality.
 *
 * @see Quirk#STOPPED_BY_KAPPA
 */
final class KappaCriterion implements Objective.Criterion<LabelledSequence> {

  private final List<HeadSpec> heads;
  private final double[][] counts;

  KappaCriterion(List<HeadSpec> heads) {
    this.heads = heads;
    int most = heads.stream().mapToInt(head -> head.classes().size()).max().orElseThrow();
    this.counts = new double[most][most];
  }

  static boolean compares(ModelSpec spec, List<HeadSpec> heads) {
    return spec.has(Quirk.STOPPED_BY_KAPPA) && HeadSpec.areOrdinal(heads);
  }

  /**
   * @param probabilities of all classes, head by head
   */
  @Override
  public void add(LabelledSequence example, float[] probabilities) {
    int from = 0;
    for (int i = 0; i < heads.size(); i++) {
      int to = from + heads.get(i).classes().size();
      Integer answer = example.outcomes().get(i).answer();
      if (answer != null) {
        counts[answer][mostProbable(probabilities, from, to)]++;
      }
      from = to;
    }
  }

  private static int mostProbable(float[] probabilities, int from, int to) {
    int best = from;
    for (int i = from; i < to; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best - from;
  }

  /** As of chance where all observed and predicted classes are one. */
  @Override
  public double value(double loss) {
    double kappa = QuadraticKappa.of(counts);
    return Double.isNaN(kappa) ? 0 : -kappa;
  }
}
