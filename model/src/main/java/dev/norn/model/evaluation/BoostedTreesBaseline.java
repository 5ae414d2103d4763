package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.Arrays;
import java.util.List;

/** {@link GrownTrees} that say yes or no. */
public final class BoostedTreesBaseline implements Baseline {

  private final GrownTrees trees;

  private BoostedTreesBaseline(GrownTrees trees) {
    this.trees = trees;
  }

  /**
   * @param validation may hold nobody: then a few of the smallest trees are grown
   * @param seed which people and which columns each tree sees
   */
  static BoostedTreesBaseline fit(LabelledExamples train, LabelledExamples validation, long seed) {
    return new BoostedTreesBaseline(
        GrownTrees.fit(BoostedTrees.Task.YES_OR_NO, train.answered(), validation.answered(), seed));
  }

  @Override
  public String title() {
    return GrownTrees.TITLE;
  }

  @Override
  public double probability(CorpusExample example) {
    return probabilities(List.of(example))[0];
  }

  @Override
  public double[] probabilities(List<CorpusExample> examples) {
    return Arrays.stream(trees.predict(examples)).mapToDouble(row -> row[0]).toArray();
  }

  /** Trees that are used. */
  int trees() {
    return trees.count();
  }

  /** Log-loss on the validation split; not a number without one. */
  double validationLoss() {
    return trees.validationLoss();
  }
}
