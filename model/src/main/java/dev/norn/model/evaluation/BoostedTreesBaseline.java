package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.List;

/**
 * Gradient-boosted trees on counts of every token, ever and of late, on days since each was last
 * seen, on the number of events and on age: see {@link TreeFeatures}. Of a small grid of sizes the
 * one with the least log-loss on the validation split is kept, and its number of trees is where
 * that loss was least; trees are grown on the training split only.
 *
 * <p>Equal seed, equal trees, however many cores there are. While it is fitted it holds the
 * training and the validation split's distinct tokens, up to four numbers each: 8 bytes a number
 * here, and about 16 in XGBoost for each of the up to four sizes that are fitted side by side.
 */
public final class BoostedTreesBaseline implements Baseline {

  /** The smallest first: it is kept where there is no validation split to choose by. */
  private static final List<BoostedTrees.Size> GRID =
      List.of(
          new BoostedTrees.Size(2, 1),
          new BoostedTrees.Size(4, 1),
          new BoostedTrees.Size(4, 8),
          new BoostedTrees.Size(6, 8));

  private final BoostedTrees trees;
  private final int width;

  private BoostedTreesBaseline(BoostedTrees trees, int width) {
    this.trees = trees;
    this.width = width;
  }

  /**
   * @param validation may hold nobody: then a few of the smallest trees are grown
   * @param seed which people and which columns each tree sees
   */
  static BoostedTreesBaseline fit(LabelledExamples train, LabelledExamples validation, long seed) {
    BoostedTrees.Labelled rows = rows(train, Integer.MAX_VALUE);
    int width = TreeFeatures.width(rows.rows());
    BoostedTrees.Labelled held = rows(validation, width);
    List<BoostedTrees.Size> sizes = held.rows().rows() == 0 ? GRID.subList(0, 1) : GRID;
    List<BoostedTrees> candidates =
        sizes.parallelStream()
            .map(size -> BoostedTrees.fit(rows, held, width, size, seed))
            .toList();
    BoostedTrees best = candidates.get(0);
    for (BoostedTrees candidate : candidates) {
      best = candidate.validationLoss() < best.validationLoss() ? candidate : best;
    }
    return new BoostedTreesBaseline(best, width);
  }

  @Override
  public String title() {
    return "gradient-boosted trees (counts, recency)";
  }

  @Override
  public double probability(CorpusExample example) {
    return probabilities(List.of(example))[0];
  }

  @Override
  public double[] probabilities(List<CorpusExample> examples) {
    SparseRows rows = new SparseRows();
    examples.forEach(example -> TreeFeatures.add(example, width, rows));
    return trees.probabilities(rows, width);
  }

  /** Trees that are used. */
  int trees() {
    return trees.count();
  }

  /** Log-loss on the validation split; not a number without one. */
  double validationLoss() {
    return trees.validationLoss();
  }

  private static BoostedTrees.Labelled rows(LabelledExamples examples, int width) {
    SparseRows rows = new SparseRows();
    examples.forEach(example -> TreeFeatures.add(example, width, rows));
    boolean[] positive = examples.labels();
    float[] labels = new float[positive.length];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = positive[row] ? 1 : 0;
    }
    return new BoostedTrees.Labelled(rows, labels);
  }
}
