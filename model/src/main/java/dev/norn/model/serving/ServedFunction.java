package dev.norn.model.serving;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import ai.djl.translate.TranslateException;
import dev.norn.model.ModelSpec;
import dev.norn.model.TensorflowRuntime;
import dev.norn.model.graph.SequenceBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * One function of a SavedModel, called through DJL's TensorFlow engine. Holds native memory; the
 * loader closes it. Not thread-safe: one per thread.
 */
public final class ServedFunction implements AutoCloseable {

  private final ZooModel<SequenceCall, Map<String, float[]>> model;
  private final Predictor<SequenceCall, Map<String, float[]>> predictor;
  private final Map<String, SignatureDef> signatures;
  private final String key;

  private ServedFunction(
      ZooModel<SequenceCall, Map<String, float[]>> model,
      Map<String, SignatureDef> signatures,
      String key) {
    this.model = model;
    this.signatures = signatures;
    this.key = key;
    this.predictor = model.newPredictor();
  }

  /**
   * @param release folder of a release, with a folder {@code saved_model} in it
   * @throws IllegalArgumentException if the SavedModel's function is not the expected one
   */
  public static ServedFunction load(Path release, ModelSignature expected) throws IOException {
    TensorflowRuntime.load();
    Path folder = folder(release);
    ZooModel<SequenceCall, Map<String, float[]>> model = model(folder, expected.key());
    try {
      Map<String, SignatureDef> found =
          ((TfSymbolBlock) model.getBlock())
              .getSavedModelBundle()
              .getMetaGraphDef()
              .getSignatureDefMap();
      expected.require(found, "SavedModel " + release.getFileName());
      return new ServedFunction(model, found, expected.key());
    } catch (IllegalArgumentException e) {
      model.close();
      throw e;
    }
  }

  /** What the model of a release is. */
  static ModelSpec spec(Path release) throws IOException {
    return SavedModelExport.readSpec(folder(release));
  }

  private static Path folder(Path release) throws IOException {
    Path folder = release.resolve("saved_model");
    if (!Files.isRegularFile(folder.resolve(SavedModelExport.FILE))) {
      throw new NoSuchFileException(
          folder.resolve(SavedModelExport.FILE).toString(),
          null,
          "no SavedModel; give the folder of a release");
    }
    return folder;
  }

  private static ZooModel<SequenceCall, Map<String, float[]>> model(Path folder, String key)
      throws IOException {
    try {
      return Criteria.builder()
          .setTypes(SequenceCall.class, FloatTranslator.outputType())
          .optEngine("TensorFlow")
          .optModelPath(folder)
          .optOption("Tags", SavedModelExport.TAG)
          .optOption("SignatureDefKey", key)
          .optOption("ConfigProto", Base64.getEncoder().encodeToString(config()))
          .optTranslator(new FloatTranslator())
          .build()
          .loadModel();
    } catch (ModelNotFoundException | MalformedModelException e) {
      throw new IOException("[" + folder + "] DJL cannot load the SavedModel", e);
    }
  }

  private static byte[] config() {
    return TensorflowRuntime.sessionConfig().toByteArray();
  }

  /** Number of outcomes of the SavedModel; 0 if it predicts none. */
  public int outcomes() {
    SignatureDef serving = signatures.get(ModelSignature.SERVING);
    return serving == null ? 0 : lastDimension(serving.getOutputsOrThrow("logit"));
  }

  /** Outputs that only outcomes of some kinds have. */
  List<String> details() {
    return signatures.get(key).getOutputsMap().keySet().stream()
        .filter(ModelSignature::isDetail)
        .toList();
  }

  /** Size of the last dimension of an output, as the SavedModel declares it. */
  int lastDimension(String output) {
    return lastDimension(signatures.get(key).getOutputsOrThrow(output));
  }

  private static int lastDimension(TensorInfo output) {
    var dimensions = ModelSignature.form(output).dimensions();
    return Math.toIntExact(dimensions.get(dimensions.size() - 1));
  }

  /** Every output by name, row-major. */
  public Map<String, float[]> call(SequenceBatch batch) {
    return call(new SequenceCall(batch, SequenceCall.NO_OUTCOME, SequenceCall.NO_FRACTION));
  }

  /** Every output by name, row-major. */
  public Map<String, float[]> call(SequenceBatch batch, int outcome) {
    return call(new SequenceCall(batch, outcome, SequenceCall.NO_FRACTION));
  }

  Map<String, float[]> call(SequenceCall call) {
    try {
      return predictor.predict(call);
    } catch (TranslateException e) {
      throw new IllegalStateException(
          "[SavedModel] encoding failed on a batch of %d sequences of length %d"
              .formatted(call.batch().count(), call.batch().length()),
          e);
    }
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}
