package dev.norn.model.space;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Compares tables of the same tokens, two by two, and with tables that have no structure. */
final class SpaceStudy {

  private final SpaceSettings settings;
  private final MantelTest test;

  SpaceStudy(SpaceSettings settings) {
    this.settings = settings;
    this.test = new MantelTest(settings.pairs(), settings.permutations(), settings.seed());
  }

  /**
   * @param spaces at least two, of the same tokens in the same order
   * @param texts of these tokens
   */
  SpaceReport report(List<TokenSpace> spaces, List<String> texts) {
    List<SpaceComparison> models = new ArrayList<>();
    List<SpaceComparison> references = new ArrayList<>();
    TokenSpace first = spaces.get(0);
    TokenSpace permuted = first.withPermutedColumns(settings.seed());
    TokenSpace gaussian = TokenSpace.gaussian(first.tokens(), first.width(), settings.seed());
    for (Distance distance : Distance.values()) {
      models.addAll(betweenModels(spaces, distance));
      references.add(compared("model 1 and its columns permuted", first, permuted, distance));
      references.add(compared("model 1 and normal numbers", first, gaussian, distance));
    }
    Neighbours neighbours = Neighbours.of(first, settings.neighbours());
    return new SpaceReport(
        first.tokens(),
        settings.leastPersons(),
        settings.pairs(),
        settings.permutations(),
        models,
        references,
        shared(spaces),
        Hubness.of(first, settings.neighbours()),
        nearest(neighbours, texts));
  }

  private List<SpaceComparison> betweenModels(List<TokenSpace> spaces, Distance distance) {
    List<SpaceComparison> raw = new ArrayList<>();
    for (int i = 0; i < spaces.size(); i++) {
      for (int j = i + 1; j < spaces.size(); j++) {
        String title = "models " + (i + 1) + " and " + (j + 1);
        raw.add(compared(title, spaces.get(i), spaces.get(j), distance));
      }
    }
    double[] adjusted =
        BenjaminiHochberg.adjusted(raw.stream().mapToDouble(SpaceComparison::p).toArray());
    return IntStream.range(0, raw.size())
        .mapToObj(
            i -> {
              SpaceComparison c = raw.get(i);
              return new SpaceComparison(c.title(), distance, c.correlation(), c.p(), adjusted[i]);
            })
        .toList();
  }

  private SpaceComparison compared(
      String title, TokenSpace first, TokenSpace second, Distance distance) {
    MantelTest.Result result = test.compare(first, second, distance);
    return new SpaceComparison(title, distance, result.correlation(), result.p(), result.p());
  }

  private double shared(List<TokenSpace> spaces) {
    List<Neighbours> all =
        spaces.stream().map(space -> Neighbours.of(space, settings.neighbours())).toList();
    double sum = 0;
    int count = 0;
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        sum += all.get(i).shared(all.get(j));
        count++;
      }
    }
    return sum / count;
  }

  // Evenly over the vocabulary, so that every register has its turn.
  private List<SpaceReport.NearestTokens> nearest(Neighbours neighbours, List<String> texts) {
    int shown = Math.min(settings.shown(), texts.size());
    return IntStream.range(0, shown)
        .map(i -> (int) ((long) i * texts.size() / shown))
        .mapToObj(
            token ->
                new SpaceReport.NearestTokens(
                    texts.get(token), neighbours.of(token).stream().map(texts::get).toList()))
        .toList();
  }
}
