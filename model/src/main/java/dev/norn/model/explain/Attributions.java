package dev.norn.model.explain;

import dev.norn.model.graph.Precision;
import dev.norn.model.serving.ModelSignature;
import dev.norn.model.serving.SequenceFunction;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How much each position of a life moved the logit of an outcome: input × gradient on the embedded
 * input, summed over channels, as life2vec (Savcisens et al. 2024) has it but not divided by any
 * norm. It describes the model near this one life; it is no statement about causes.
 *
 * <p>Holds native memory; the loader closes it. Not thread-safe.
 */
public final class Attributions implements AutoCloseable {

  private final SequenceFunction function;

  private Attributions(SequenceFunction function) {
    this.function = function;
  }

  /**
   * @param release folder of a release
   * @throws IllegalArgumentException if its SavedModel is not one that this version can explain
   */
  public static Attributions load(Path release) throws IOException {
    return new Attributions(
        SequenceFunction.load(release, ModelSignature.explain(), Precision.FLOAT32));
  }

  /**
   * @param outcome index in the order of the release's outcomes
   * @return for each sequence one number per position, in logits before calibration
   */
  public List<float[]> explain(List<PersonSequence> sequences, int outcome) {
    if (outcome < 0 || outcome >= function.outcomes()) {
      throw new IllegalArgumentException(
          "[outcome] no outcome %d; expected 0 to %d".formatted(outcome, function.outcomes() - 1));
    }
    float[][] attributions = new float[sequences.size()][];
    for (SequenceFunction.Answer answer : function.call(sequences, outcome)) {
      float[] rows = answer.outputs().get("attribution");
      for (int row = 0; row < answer.places().length; row++) {
        int place = answer.places()[row];
        int from = row * answer.length();
        attributions[place] = Arrays.copyOfRange(rows, from, from + sequences.get(place).length());
      }
    }
    return List.of(attributions);
  }

  @Override
  public void close() {
    function.close();
  }
}
