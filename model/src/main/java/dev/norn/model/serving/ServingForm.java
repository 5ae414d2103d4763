package dev.norn.model.serving;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * One way in which a SavedModel computes the same function; each has signatures of its own, all
 * over the same weights.
 *
 * @param attention of the global heads
 * @param precision of the large products
 */
record ServingForm(ModelSpec.Attention attention, Precision precision) {

  /** The forms that a model of this specification is exported in. */
  static List<ServingForm> of(ModelSpec spec) {
    List<ServingForm> forms = new ArrayList<>();
    for (ModelSpec.Attention attention : spec.attentions()) {
      for (Precision precision : Precision.values()) {
        forms.add(new ServingForm(attention, precision));
      }
    }
    return forms;
  }

  /**
   * The signature key of a function in this form: the function's own for the shortest sequences at
   * single precision.
   */
  String key(String function, ModelSpec spec) {
    String length = attention == spec.attention(1) ? "" : "_long";
    return function + length + (precision == Precision.FLOAT32 ? "" : "_bfloat16");
  }
}
