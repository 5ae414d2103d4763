package dev.norn.model.explain;

import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.Encoding;
import dev.norn.model.serving.SequenceFunction;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * People at a layer, and the logit's gradients there. Holds native memory; whoever opens it closes
 * it. Not thread-safe.
 */
final class LayerPoints implements AutoCloseable {

  private static final int ANY_OUTCOME = 0;

  private final SequenceFunction function;
  private final BatchEncoder encoder;

  LayerPoints(Path release) throws IOException {
    this.function = IntegratedGradients.path(release);
    this.encoder = new BatchEncoder(release);
  }

  /** By person, then by channel. */
  double[][] at(ConceptLayer layer, List<PersonSequence> lives) {
    return switch (layer) {
      case ENCODED -> points(lives, ANY_OUTCOME, PathPoint::encoded);
      case EMBEDDING ->
          encoder.encode(lives).stream()
              .map(Encoding::normalisedEmbedding)
              .map(LayerPoints::widened)
              .toArray(double[][]::new);
    };
  }

  /** Of the logit of an outcome, by person, then by channel. */
  double[][] gradients(ConceptLayer layer, List<PersonSequence> lives, int outcome) {
    return switch (layer) {
      case ENCODED -> points(lives, outcome, PathPoint::encodedGradient);
      case EMBEDDING -> points(lives, outcome, PathPoint::summaryGradient);
    };
  }

  private double[][] points(
      List<PersonSequence> lives, int outcome, Function<PathPoint, float[]> which) {
    double[][] points = new double[lives.size()][];
    for (int[] batch : LengthBatches.of(lives)) {
      List<PersonSequence> people = IntStream.of(batch).mapToObj(lives::get).toList();
      List<PathPoint> own = PathPoint.of(function.call(people, outcome, 1), people);
      for (int i = 0; i < batch.length; i++) {
        points[batch[i]] = widened(which.apply(own.get(i)));
      }
    }
    return points;
  }

  private static double[] widened(float[] numbers) {
    double[] widened = new double[numbers.length];
    Arrays.setAll(widened, i -> numbers[i]);
    return widened;
  }

  @Override
  public void close() {
    function.close();
    encoder.close();
  }
}
