package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The most frequent class in training: of everybody, or of people of one age band and sex. */
final class ClassTableBaseline {

  private final boolean byCell;
  private final Set<Integer> sexTokens;
  private final double[] everybody;
  private final Map<AgeSex, double[]> cells = new HashMap<>();

  private ClassTableBaseline(int classes, Set<Integer> sexTokens, boolean byCell) {
    this.byCell = byCell;
    this.sexTokens = sexTokens;
    this.everybody = new double[classes];
  }

  static ClassTableBaseline fit(
      String outcome,
      int classes,
      Supplier<Stream<CorpusExample>> train,
      Set<Integer> sexTokens,
      boolean byCell) {
    ClassTableBaseline table = new ClassTableBaseline(classes, sexTokens, byCell);
    try (Stream<CorpusExample> examples = train.get()) {
      examples
          .filter(example -> example.classes().containsKey(outcome))
          .forEachOrdered(example -> table.add(example, example.classes().get(outcome)));
    }
    return table;
  }

  private void add(CorpusExample example, int observed) {
    everybody[observed]++;
    cells
        .computeIfAbsent(AgeSex.of(example, sexTokens), c -> new double[everybody.length])[
        observed]++;
  }

  String title() {
    return byCell ? "most frequent class (age × sex)" : "most frequent class";
  }

  int predict(CorpusExample example) {
    double[] cell = byCell ? cells.get(AgeSex.of(example, sexTokens)) : null;
    double[] counts = cell == null ? everybody : cell;
    int most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return most;
  }
}
