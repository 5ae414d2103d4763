package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A person as few numbers: age, its square, and log(1 + count) of the chosen tokens. */
final class CoxFeatures {

  private static final int AGES = 2;

  private final Map<Integer, Integer> columns = new HashMap<>();

  private CoxFeatures(List<Integer> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      columns.put(tokens.get(i), AGES + i);
    }
  }

  /**
   * @param most tokens: those that most of the people have, but not all of them
   */
  static CoxFeatures chosenFrom(Supplier<Stream<CorpusExample>> people, int most) {
    Map<Integer, Integer> having = new HashMap<>();
    int[] all = new int[1];
    try (Stream<CorpusExample> examples = people.get()) {
      examples.forEachOrdered(
          example -> {
            all[0]++;
            IntStream.of(SequenceCounts.sortedContent(example.sequence()))
                .distinct()
                .forEach(token -> having.merge(token, 1, Integer::sum));
          });
    }
    return new CoxFeatures(
        having.keySet().stream()
            .filter(token -> having.get(token) < all[0])
            .sorted(
                Comparator.comparing((Integer token) -> -having.get(token))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(most)
            .toList());
  }

  double[] of(CorpusExample example) {
    double[] features = new double[AGES + columns.size()];
    features[0] = example.ageAtLandmark();
    features[1] = features[0] * features[0];
    for (int token : SequenceCounts.sortedContent(example.sequence())) {
      Integer column = columns.get(token);
      if (column != null) {
        features[column]++;
      }
    }
    for (int column = AGES; column < features.length; column++) {
      features[column] = Math.log1p(features[column]);
    }
    return features;
  }
}
