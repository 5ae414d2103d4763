package dev.norn.model.serving;

import dev.norn.model.graph.Precision;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The model of a release, for encoding. Holds native memory; the loader closes it. Not thread-safe:
 * one per thread.
 */
public final class ReleasedModel implements AutoCloseable {

  private final SequenceFunction function;
  private final int width;
  private final int outcomes;

  private ReleasedModel(SequenceFunction function) {
    this.function = function;
    this.width = function.lastDimension("embedding");
    this.outcomes = function.lastDimension("probability");
  }

  /**
   * At single precision.
   *
   * @param release folder of a release
   * @throws IllegalArgumentException if its SavedModel is not one that this version can serve
   */
  public static ReleasedModel load(Path release) throws IOException {
    return load(release, Precision.FLOAT32);
  }

  /**
   * @param release folder of a release
   * @param precision of the large products; embeddings of the two are nearly the same, and must not
   *     be mixed
   * @throws IllegalArgumentException if its SavedModel is not one that this version can serve
   */
  public static ReleasedModel load(Path release, Precision precision) throws IOException {
    return new ReleasedModel(
        SequenceFunction.load(
            release, ModelSignature.serving(ModelSignature.ANY, ModelSignature.ANY), precision));
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
    Encoding[] encodings = new Encoding[sequences.size()];
    for (SequenceFunction.Answer answer : function.call(sequences)) {
      for (int row = 0; row < answer.places().length; row++) {
        encodings[answer.places()[row]] = encoding(answer, row);
      }
    }
    return List.of(encodings);
  }

  private Encoding encoding(SequenceFunction.Answer answer, int row) {
    Map<String, float[]> outputs = answer.outputs();
    return new Encoding(
        part(outputs.get("embedding"), row, width),
        part(outputs.get("logit"), row, outcomes),
        part(outputs.get("probability"), row, outcomes),
        details(answer, row));
  }

  private Map<String, float[][]> details(SequenceFunction.Answer answer, int person) {
    Map<String, float[][]> details = new HashMap<>();
    for (String name : function.details()) {
      int length = function.lastDimension(name);
      float[] all = answer.outputs().get(name);
      float[][] rows = new float[all.length / answer.places().length / length][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = part(all, person * rows.length + i, length);
      }
      details.put(name, rows);
    }
    return details;
  }

  private static float[] part(float[] rows, int index, int length) {
    return Arrays.copyOfRange(rows, index * length, (index + 1) * length);
  }

  @Override
  public void close() {
    function.close();
  }
}
