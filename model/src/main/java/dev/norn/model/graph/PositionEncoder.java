package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Adds what turns sequences into one vector per position to a graph. */
@FunctionalInterface
public interface PositionEncoder {

  /**
   * @param attention that the lengths of the batch ask for, where there is any
   * @return (batch · length, width)
   */
  Operand<TFloat32> encode(
      Ops tf,
      ModelSpec spec,
      ModelSpec.Attention attention,
      Parameters parameters,
      SequenceInputs inputs,
      Dropout dropout);

  /**
   * The transformer.
   *
   * @param precision of its products
   */
  static PositionEncoder transformer(Precision precision) {
    return (tf, spec, attention, parameters, inputs, dropout) -> {
      Encoder encoder = new Encoder(tf, spec, attention, parameters, precision);
      return encoder.encode(inputs, encoder.embed(inputs), dropout);
    };
  }

  /**
   * Gated recurrent units.
   *
   * @param steps longest sequence; the graph grows with it, and every batch is computed to it
   */
  static PositionEncoder recurrent(int steps) {
    return (tf, spec, attention, parameters, inputs, dropout) ->
        new GruEncoder(tf, spec, parameters, steps).encode(inputs, dropout);
  }
}
