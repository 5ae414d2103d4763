package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.List;

/**
 * Gradient-boosted trees on {@link TreeFeatures}. Of a small grid of sizes the one with the least
 * loss on the validation split is kept, and its number of trees is where that loss was least; trees
 * are grown on the training split only.
 *
 * <p>Equal seed, equal trees, however many cores there are. While they are grown they hold the
 * training and the validation split's distinct tokens, up to four numbers each: 8 bytes a number
 * here, and about 16 in XGBoost for each of the up to four sizes that are fitted side by side.
 */
final class GrownTrees {

  static final String TITLE = "gradient-boosted trees (counts, recency)";

  /** The smallest first: it is kept where there is no validation split to choose by. */
  private static final List<BoostedTrees.Size> GRID =
      List.of(
          new BoostedTrees.Size(2, 1),
          new BoostedTrees.Size(4, 1),
          new BoostedTrees.Size(4, 8),
          new BoostedTrees.Size(6, 8));

  private final BoostedTrees trees;
  private final int width;

  private GrownTrees(BoostedTrees trees, int width) {
    this.trees = trees;
    this.width = width;
  }

  /**
   * @param validation may hold nobody: then a few of the smallest trees are grown
   * @param seed which people and which columns each tree sees
   */
  static GrownTrees fit(
      BoostedTrees.Task task, AnsweredPeople train, AnsweredPeople validation, long seed) {
    BoostedTrees.Labelled rows = rows(train, Integer.MAX_VALUE);
    int width = TreeFeatures.width(rows.rows());
    BoostedTrees.Labelled held = rows(validation, width);
    List<BoostedTrees.Size> sizes = validation.size() == 0 ? GRID.subList(0, 1) : GRID;
    List<BoostedTrees> candidates =
        sizes.parallelStream()
            .map(size -> BoostedTrees.fit(task, rows, held, width, size, seed))
            .toList();
    BoostedTrees best = candidates.get(0);
    for (BoostedTrees candidate : candidates) {
      best = candidate.validationLoss() < best.validationLoss() ? candidate : best;
    }
    return new GrownTrees(best, width);
  }

  private static BoostedTrees.Labelled rows(AnsweredPeople people, int width) {
    SparseRows rows = new SparseRows();
    people.people().forEach(example -> TreeFeatures.add(example, width, rows));
    float[] labels = new float[people.size()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = people.answers()[row];
    }
    return new BoostedTrees.Labelled(rows, labels);
  }

  /** By row: a probability, an expected count, or a probability of each class. */
  double[][] predict(List<CorpusExample> examples) {
    SparseRows rows = new SparseRows();
    examples.forEach(example -> TreeFeatures.add(example, width, rows));
    return trees.predict(rows, width);
  }

  /** Trees that are used, of each class. */
  int count() {
    return trees.count();
  }

  /** On the validation split; not a number without one. */
  double validationLoss() {
    return trees.validationLoss();
  }
}
