package dev.norn.model.evaluation;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import dev.norn.model.corpus.CorpusExample;
import java.util.ArrayList;
import java.util.List;

/**
 * A person as sparse numbers: standardised age, its square, then log(1 + count) by token.
 *
 * @param meanAge years, of the training split
 * @param ageSpread standard deviation in years, of the training split
 */
record CountFeatures(double meanAge, double ageSpread) {

  // liblinear counts features from 1; two of them are age.
  private static final int FIRST_TOKEN = 3;

  static CountFeatures scaledOn(LabelledExamples train) {
    double[] sums = new double[3];
    train.forEach(
        example -> {
          sums[0]++;
          sums[1] += example.ageAtLandmark();
          sums[2] += example.ageAtLandmark() * example.ageAtLandmark();
        });
    double mean = sums[1] / sums[0];
    double variance = Math.max(0, sums[2] / sums[0] - mean * mean);
    return new CountFeatures(mean, variance > 1e-9 ? Math.sqrt(variance) : 1);
  }

  /** In ascending order of index. */
  Feature[] of(CorpusExample example) {
    double age = (example.ageAtLandmark() - meanAge) / ageSpread;
    List<Feature> features = new ArrayList<>();
    features.add(new FeatureNode(1, age));
    features.add(new FeatureNode(2, age * age));
    int[] tokens = SequenceCounts.sortedContent(example.sequence());
    for (int start = 0; start < tokens.length; ) {
      int end = start;
      while (end < tokens.length && tokens[end] == tokens[start]) {
        end++;
      }
      features.add(new FeatureNode(FIRST_TOKEN + tokens[start], Math.log1p(end - start)));
      start = end;
    }
    return features.toArray(Feature[]::new);
  }
}
