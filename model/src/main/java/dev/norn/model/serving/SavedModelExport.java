package dev.norn.model.serving;

import com.google.protobuf.CodedOutputStream;
import dev.norn.model.ModelSpec;
import dev.norn.model.TensorflowRuntime;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.graph.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * Writes a model as a SavedModel with the functions of {@link ModelSignature}. The weights are
 * constants of its graph, and equal weights give equal bytes.
 */
public final class SavedModelExport {

  static final String TAG = "serve";
  static final String FILE = "saved_model.pb";

  // TensorFlow leaves this folder alone.
  private static final String SPEC = "assets.extra/model_spec.json";

  private SavedModelExport() {}

  /**
   * @param heads one per outcome
   * @param weights as fine-tuning leaves them
   * @param calibrations one per outcome
   * @param folder made if absent; a SavedModel in it is replaced
   */
  public static void write(
      ModelSpec spec,
      List<HeadSpec> heads,
      Weights weights,
      List<LogitCalibration> calibrations,
      Path folder)
      throws IOException {
    TensorflowRuntime.load();
    Files.createDirectories(folder);
    writeSpec(spec, folder);
    try (Graph graph = new Graph();
        OutputStream out = Files.newOutputStream(folder.resolve(FILE))) {
      ServingGraph serving = new ServingGraph(graph, spec, heads, weights, calibrations);
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      // TensorFlow gives the attributes of a node in any order.
      coded.useDeterministicSerialization();
      SavedModel.newBuilder()
          .setSavedModelSchemaVersion(1)
          .addMetaGraphs(metaGraph(graph, serving))
          .build()
          .writeTo(coded);
      coded.flush();
    }
  }

  private static MetaGraphDef metaGraph(Graph graph, ServingGraph serving) {
    MetaGraphDef.Builder metaGraph =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags(TAG))
            .setGraphDef(graph.toGraphDef());
    serving
        .functions()
        .forEach(
            (signature, outputs) ->
                metaGraph.putSignatureDef(signature.key(), definition(signature, outputs)));
    return metaGraph.build();
  }

  private static SignatureDef definition(
      ModelSignature signature, Map<String, Operand<TFloat32>> outputs) {
    SignatureDef.Builder definition =
        SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");
    signature.inputs().forEach((name, form) -> definition.putInputs(name, info(name, 0, form)));
    signature
        .outputs()
        .forEach(
            (name, form) -> {
              Output<TFloat32> output = outputs.get(name).asOutput();
              definition.putOutputs(name, info(output.op().name(), output.index(), form));
            });
    return definition.build();
  }

  private static TensorInfo info(String operation, int index, ModelSignature.TensorForm form) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    form.dimensions()
        .forEach(size -> shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size)));
    return TensorInfo.newBuilder()
        .setName(operation + ":" + index)
        .setDtype(form.type())
        .setTensorShape(shape)
        .build();
  }

  /** What the model is, so that a loader knows which function a sequence needs. */
  private static void writeSpec(ModelSpec spec, Path folder) throws IOException {
    Path file = folder.resolve(SPEC);
    Files.createDirectories(file.getParent());
    Files.writeString(file, CanonicalJson.write(spec));
  }

  /**
   * @throws IOException if the SavedModel was not written by this version
   */
  static ModelSpec readSpec(Path folder) throws IOException {
    Path file = folder.resolve(SPEC);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "the SavedModel does not say what it is; export it again");
    }
    return CanonicalJson.read(Files.readString(file), ModelSpec.class);
  }
}
