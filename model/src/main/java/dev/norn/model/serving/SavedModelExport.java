package dev.norn.model.serving;

import com.google.protobuf.CodedOutputStream;
import dev.norn.model.ModelSpec;
import dev.norn.model.TensorflowRuntime;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.graph.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Writes a model as a SavedModel with the functions of {@link ModelSignature}. The weights are
 * constants of its graph: the folder holds one file, and equal weights give equal bytes.
 */
public final class SavedModelExport {

  static final String TAG = "serve";
  static final String FILE = "saved_model.pb";

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
    try (Graph graph = new Graph();
        OutputStream out = Files.newOutputStream(folder.resolve(FILE))) {
      new ServingGraph(graph, spec, heads, weights, calibrations);
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      // TensorFlow gives the attributes of a node in any order.
      coded.useDeterministicSerialization();
      SavedModel.newBuilder()
          .setSavedModelSchemaVersion(1)
          .addMetaGraphs(metaGraph(graph, spec.width(), heads))
          .build()
          .writeTo(coded);
      coded.flush();
    }
  }

  private static MetaGraphDef metaGraph(Graph graph, int width, List<HeadSpec> heads) {
    ModelSignature serving = ModelSignature.serving(width, heads);
    ModelSignature explain = ModelSignature.explain();
    return MetaGraphDef.newBuilder()
        .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags(TAG))
        .setGraphDef(graph.toGraphDef())
        .putSignatureDef(serving.key(), definition(serving))
        .putSignatureDef(explain.key(), definition(explain))
        .build();
  }

  private static SignatureDef definition(ModelSignature signature) {
    SignatureDef.Builder definition =
        SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");
    signature.inputs().forEach((name, form) -> definition.putInputs(name, info(name, form)));
    signature.outputs().forEach((name, form) -> definition.putOutputs(name, info(name, form)));
    return definition.build();
  }

  private static TensorInfo info(String name, ModelSignature.TensorForm form) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    form.dimensions()
        .forEach(size -> shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size)));
    return TensorInfo.newBuilder()
        .setName(name + ":0")
        .setDtype(form.type())
        .setTensorShape(shape)
        .build();
  }
}
