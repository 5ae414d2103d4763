package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Adds what turns sequences into one vector per position to a graph. */
@FunctionalInterface
public interface PositionEncoder {

  /**
   * @return (batch · length, width)
   */
  Operand<TFloat32> encode(
      Ops tf, ModelSpec spec, Parameters parameters, SequenceInputs inputs, Dropout dropout);

  /** The transformer. */
  static PositionEncoder transformer() {
    return (tf, spec, parameters, inputs, dropout) -> {
      Encoder encoder = new Encoder(tf, spec, parameters);
      return encoder.encode(inputs, encoder.embed(inputs), dropout);
    };
  }

  /**
   * Gated recurrent units.
   *
   * @param steps longest sequence; the graph grows with it, and every batch is computed to it
   */
  static PositionEncoder recurrent(int steps) {
    return (tf, spec, parameters, inputs, dropout) ->
        new GruEncoder(tf, spec, parameters, steps).encode(inputs, dropout);
  }
}
