package dev.norn.model.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * The contract between training and serving: the names and types of what a SavedModel takes and
 * gives. Every input but the outcome is (batch, length).
 */
public enum ModelSignature {

  /**
   * To {@code embedding} (batch, width), {@code logit} and calibrated {@code probability} (batch,
   * outcomes).
   */
  SERVING(
      "serving_default",
      Map.of(),
      Map.of(
          "embedding", DataType.DT_FLOAT,
          "logit", DataType.DT_FLOAT,
          "probability", DataType.DT_FLOAT)),

  /**
   * With {@code outcome}, the scalar place of an outcome, to {@code attribution} (batch, length).
   */
  EXPLAIN(
      "explain",
      Map.of("outcome", DataType.DT_INT32),
      Map.of("attribution", DataType.DT_FLOAT));

  /** Of the meta graph that is served. */
  public static final String TAG = "serve";

  private final String key;
  private final Map<String, DataType> inputs;
  private final Map<String, DataType> outputs;

  ModelSignature(String key, Map<String, DataType> more, Map<String, DataType> outputs) {
    this.key = key;
    this.inputs =
        new TreeMap<>(
            Map.of(
                "tokens", DataType.DT_INT32,
                "days", DataType.DT_INT32,
                "ages", DataType.DT_FLOAT,
                "segments", DataType.DT_INT32));
    this.inputs.putAll(more);
    this.outputs = new TreeMap<>(outputs);
  }

  public String key() {
    return key;
  }

  /**
   * Refuses a SavedModel that is not one of ours.
   *
   * @throws IllegalArgumentException with every difference found
   */
  public static void require(Path savedModel) {
    Map<String, SignatureDef> found = signatures(savedModel);
    List<String> problems = new ArrayList<>();
    for (ModelSignature signature : values()) {
      SignatureDef def = found.get(signature.key);
      if (def == null) {
        problems.add("no signature " + signature.key);
      } else {
        compare(signature.key + " input", signature.inputs, def.getInputsMap(), problems);
        compare(signature.key + " output", signature.outputs, def.getOutputsMap(), problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "[SavedModel " + savedModel.getFileName() + "] " + String.join("; ", problems)
              + "; export the model again with this version of Norn");
    }
  }

  private static void compare(
      String place,
      Map<String, DataType> expected,
      Map<String, TensorInfo> found,
      List<String> problems) {
    expected.forEach(
        (name, type) -> {
          TensorInfo info = found.get(name);
          if (info == null) {
            problems.add(place + " " + name + " is missing, found " + found.keySet());
          } else if (info.getDtype() != type) {
            problems.add(place + " " + name + " is " + info.getDtype() + ", expected " + type);
          }
        });
  }

  private static Map<String, SignatureDef> signatures(Path savedModel) {
    Path file = savedModel.resolve("saved_model.pb");
    try {
      for (MetaGraphDef graph :
          SavedModel.parseFrom(Files.readAllBytes(file)).getMetaGraphsList()) {
        if (graph.getMetaInfoDef().getTagsList().contains(TAG)) {
          return graph.getSignatureDefMap();
        }
      }
      return Map.of();
    } catch (IOException e) {
      throw new IllegalArgumentException("[" + file + "] is not a SavedModel", e);
    }
  }
}
