package dev.norn.model.projection;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult.NodeScore;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The nearest vectors of each as a graph of neighbours (jvector) finds them: most of them, in far
 * less time than comparing all. Threads build the graph at once, so that two runs may differ.
 */
final class GraphNeighbours {

  static final int DEGREE = 16;
  static final int BEAM = 100;
  static final int RERANKED = 120;

  private static final float OVERFLOW = 1.2f;
  private static final float DIVERSITY = 1.2f;
  private static final int BLOCK = 256;

  private final RandomAccessVectorValues vectors;
  private final ImmutableGraphIndex graph;

  private GraphNeighbours(RandomAccessVectorValues vectors, ImmutableGraphIndex graph) {
    this.vectors = vectors;
    this.graph = graph;
  }

  /** As {@link ExactNeighbours#of}; fewer where the graph finds fewer. */
  static int[][] of(UnitVectors vectors, int count, IntConsumer done) {
    RandomAccessVectorValues values = values(vectors);
    var scores =
        BuildScoreProvider.randomAccessScoreProvider(values, VectorSimilarityFunction.DOT_PRODUCT);
    try (var builder =
        GraphIndexBuilder.builder(scores, vectors.width(), DEGREE)
            .withBeamWidth(BEAM)
            .withNeighborOverflow(OVERFLOW)
            .withAlpha(DIVERSITY)
            .build()) {
      return new GraphNeighbours(values, builder.build(values)).search(count, done);
    } catch (IOException e) {
      throw new UncheckedIOException("a graph in memory is built without I/O", e);
    }
  }

  private static RandomAccessVectorValues values(UnitVectors vectors) {
    VectorTypeSupport types = VectorizationProvider.getInstance().getVectorTypeSupport();
    List<VectorFloat<?>> rows = new ArrayList<>(vectors.size());
    for (int i = 0; i < vectors.size(); i++) {
      rows.add(types.createFloatVector(vectors.row(i)));
    }
    return new ListRandomAccessVectorValues(rows, vectors.width());
  }

  private int[][] search(int count, IntConsumer done) {
    int[][] found = new int[vectors.size()][];
    int blocks = (found.length + BLOCK - 1) / BLOCK;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block -> {
              int to = Math.min(found.length, (block + 1) * BLOCK);
              searchBlock(block * BLOCK, to, count, found);
              done.accept(to - block * BLOCK);
            });
    return found;
  }

  private void searchBlock(int from, int to, int count, int[][] found) {
    try (var searcher = new GraphSearcher(graph)) {
      for (int point = from; point < to; point++) {
        int own = point;
        var score =
            DefaultSearchScoreProvider.exact(
                vectors.getVector(point), VectorSimilarityFunction.DOT_PRODUCT, vectors);
        NodeScore[] nodes =
            searcher
                .search(score, count + 1, Math.max(RERANKED, count + 1), 0, 0, Bits.ALL)
                .getNodes();
        found[point] =
            Arrays.stream(nodes)
                .mapToInt(node -> node.node)
                .filter(node -> node != own)
                .limit(count)
                .toArray();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a graph in memory is searched without I/O", e);
    }
  }
}
