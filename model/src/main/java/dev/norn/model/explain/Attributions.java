package dev.norn.model.explain;

import dev.norn.model.graph.SequenceBatch;
import dev.norn.model.serving.ModelSignature;
import dev.norn.model.serving.ServedFunction;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private final ServedFunction function;

  private Attributions(ServedFunction function) {
    this.function = function;
  }

  /**
   * @param release folder of a release
   * @throws IllegalArgumentException if its SavedModel is not one that this version can explain
   */
  public static Attributions load(Path release) throws IOException {
    return new Attributions(ServedFunction.load(release, ModelSignature.explain()));
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
    if (sequences.isEmpty()) {
      return List.of();
    }
    SequenceBatch batch = SequenceBatch.of(sequences);
    float[] rows = function.call(batch, outcome).get("attribution");
    List<float[]> attributions = new ArrayList<>(sequences.size());
    for (int i = 0; i < sequences.size(); i++) {
      int from = i * batch.length();
      attributions.add(Arrays.copyOfRange(rows, from, from + sequences.get(i).length()));
    }
    return attributions;
  }

  @Override
  public void close() {
    function.close();
  }
}
