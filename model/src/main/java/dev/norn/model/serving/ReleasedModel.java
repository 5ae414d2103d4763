package dev.norn.model.serving;

import dev.norn.model.graph.SequenceBatch;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The model of a release, for encoding. Holds native memory; the loader closes it. Not thread-safe:
 * one per thread.
 */
public final class ReleasedModel implements AutoCloseable {

  private final ServedFunction function;
  private final int width;
  private final int outcomes;

  private ReleasedModel(ServedFunction function) {
    this.function = function;
    this.width = function.lastDimension("embedding");
    this.outcomes = function.lastDimension("probability");
  }

  /**
   * @param release folder of a release
   * @throws IllegalArgumentException if its SavedModel is not one that this version can serve
   */
  public static ReleasedModel load(Path release) throws IOException {
    return new ReleasedModel(
        ServedFunction.load(
            release, ModelSignature.serving(ModelSignature.ANY, ModelSignature.ANY)));
  }

  /** Length of an embedding. */
  public int width() {
    return width;
  }

  /** Number of outcomes. */
  public int outcomes() {
    return outcomes;
  }

  /**
   * Encodes as one batch, padded to the longest: give sequences of nearly one length. The result of
   * a person does not depend on who else is in the batch, up to rounding.
   *
   * @return in the order given
   */
  public List<Encoding> encode(List<PersonSequence> sequences) {
    if (sequences.isEmpty()) {
      return List.of();
    }
    Map<String, float[]> outputs = function.call(SequenceBatch.of(sequences));
    List<Encoding> encodings = new ArrayList<>(sequences.size());
    for (int i = 0; i < sequences.size(); i++) {
      encodings.add(
          new Encoding(
              row(outputs.get("embedding"), i, width),
              row(outputs.get("logit"), i, outcomes),
              row(outputs.get("probability"), i, outcomes),
              details(outputs, i, sequences.size())));
    }
    return encodings;
  }

  private Map<String, float[][]> details(Map<String, float[]> outputs, int person, int people) {
    Map<String, float[][]> details = new HashMap<>();
    for (String name : function.details()) {
      int length = function.lastDimension(name);
      float[] all = outputs.get(name);
      float[][] rows = new float[all.length / people / length][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = row(all, person * rows.length + i, length);
      }
      details.put(name, rows);
    }
    return details;
  }

  private static float[] row(float[] rows, int index, int length) {
    return Arrays.copyOfRange(rows, index * length, (index + 1) * length);
  }

  @Override
  public void close() {
    function.close();
  }
}
