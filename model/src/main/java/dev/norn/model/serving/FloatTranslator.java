package dev.norn.model.serving;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import dev.norn.model.graph.SequenceBatch;
import java.util.LinkedHashMap;
import java.util.Map;

/** Batches to DJL's arrays, by name, and back. */
final class FloatTranslator implements NoBatchifyTranslator<SequenceCall, Map<String, float[]>> {

  /** The class literal of a map has no type arguments; the map that comes out always has these. */
  @SuppressWarnings("unchecked")
  static Class<Map<String, float[]>> outputType() {
    return (Class<Map<String, float[]>>) (Class<?>) Map.class;
  }

  @Override
  public NDList processInput(TranslatorContext context, SequenceCall call) {
    NDManager manager = context.getNDManager();
    SequenceBatch batch = call.batch();
    Shape shape = new Shape(batch.count(), batch.length());
    NDList list =
        new NDList(
            named("tokens", manager.create(batch.tokens(), shape)),
            named("days", manager.create(batch.days(), shape)),
            named("ages", manager.create(batch.ages(), shape)),
            named("segments", manager.create(batch.segments(), shape)));
    if (call.outcome() != SequenceCall.NO_OUTCOME) {
      list.add(named("outcome", manager.create(call.outcome())));
    }
    if (!Float.isNaN(call.fraction())) {
      list.add(named("fraction", manager.create(call.fraction())));
    }
    return list;
  }

  @Override
  public Map<String, float[]> processOutput(TranslatorContext context, NDList list) {
    Map<String, float[]> outputs = new LinkedHashMap<>();
    for (NDArray array : list) {
      outputs.put(array.getName(), array.toFloatArray());
    }
    return outputs;
  }

  private static NDArray named(String name, NDArray array) {
    array.setName(name);
    return array;
  }
}
