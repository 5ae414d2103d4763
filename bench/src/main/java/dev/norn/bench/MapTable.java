package dev.norn.bench;

import dev.norn.model.projection.Faithfulness;
import dev.norn.model.projection.FittedMap;
import dev.norn.model.projection.Pca;
import dev.norn.model.projection.UnitVectors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Prints how long a map of synthetic people takes and how far it can be trusted. */
public final class MapTable {

  private static final int WIDTH = 128;
  private static final long SEED = 1;

  private MapTable() {}

  public static void main(String[] args) {
    if (!Stream.of(args).allMatch(argument -> argument.matches("\\d{2,7}"))) {
      System.out.println(
          """
          usage: bench/run maps [PEOPLE ...]
          Makes maps of so many synthetic embeddings of width 128 (20,000 and 100,000).""");
      System.exit(args[0].equals("--help") ? 0 : 2);
    }
    List<Integer> sizes =
        args.length == 0
            ? List.of(20_000, 100_000)
            : Stream.of(args).map(Integer::valueOf).toList();
    System.out.println(
        """
        | people | neighbours, s | layout, s | faithfulness, s | laid out | neighbours kept | trustworthiness | triplets kept | PCA: the same three |
        |---:|---:|---:|---:|---:|---:|---:|---:|---|""");
    sizes.forEach(MapTable::print);
  }

  private static void print(int people) {
    SyntheticEmbeddings embeddings = new SyntheticEmbeddings(WIDTH, people);
    float[][] rows = new float[people][];
    for (int person = 0; person < people; person++) {
      rows[person] = embeddings.of(person);
    }
    UnitVectors vectors = UnitVectors.of(rows);
    Map<String, Long> begun = new LinkedHashMap<>();
    FittedMap map =
        FittedMap.of(
            vectors, SEED, (stage, done, total) -> begun.putIfAbsent(stage, System.nanoTime()));
    long end = System.nanoTime();
    Faithfulness linear = Faithfulness.of(vectors, Pca.of(vectors), SEED);
    System.out.printf(
        Locale.ROOT,
        "| %,d | %.1f | %.1f | %.1f | %,d | %s | %s |%n",
        people,
        seconds(begun.get("neighbours"), begun.get("layout")),
        seconds(begun.get("layout"), begun.get("faithfulness")),
        seconds(begun.get("faithfulness"), end),
        map.laidOut(),
        figures(map.faithfulness(), " | "),
        figures(linear, ", "));
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }

  private static String figures(Faithfulness faithfulness, String between) {
    return Stream.of(
            faithfulness.neighboursKept(),
            faithfulness.trustworthiness(),
            faithfulness.tripletsKept())
        .map(figure -> String.format(Locale.ROOT, "%.3f", figure))
        .reduce((one, other) -> one + between + other)
        .orElseThrow();
  }
}
