package dev.norn.model.serving;

import dev.norn.model.graph.FrozenParameters;
import dev.norn.model.graph.TokenTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorProto;

/** The token embeddings of a released model, read from its file. */
public final class TokenEmbeddings {

  private static final String NODE = FrozenParameters.nodeOf(TokenTable.NAME);

  private TokenEmbeddings() {}

  /**
   * As the encoder uses them: less the mean of all but token 0, which is {@code [PAD]} and is 0.
   *
   * @param release folder of a release
   * @return by token id, each of the model's width
   * @throws IllegalArgumentException if the SavedModel holds no table of token embeddings
   */
  public static float[][] of(Path release) throws IOException {
    float[][] table = rows(table(release));
    double[] mean = new double[table[0].length];
    for (int token = 1; token < table.length; token++) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += table[token][i] / (double) (table.length - 1);
      }
    }
    for (int token = 0; token < table.length; token++) {
      for (int i = 0; i < mean.length; i++) {
        table[token][i] = token == 0 ? 0 : (float) (table[token][i] - mean[i]);
      }
    }
    return table;
  }

  private static TensorProto table(Path release) throws IOException {
    Path file = release.resolve("saved_model").resolve(SavedModelExport.FILE);
    try (InputStream in = Files.newInputStream(file)) {
      for (NodeDef node : SavedModel.parseFrom(in).getMetaGraphs(0).getGraphDef().getNodeList()) {
        if (node.getName().equals(NODE)) {
          return node.getAttrOrThrow("value").getTensor();
        }
      }
    }
    throw new IllegalArgumentException(
        "[saved_model] no constant " + NODE + "; expected a model that norn train released");
  }

  private static float[][] rows(TensorProto table) {
    int tokens = (int) table.getTensorShape().getDim(0).getSize();
    int width = (int) table.getTensorShape().getDim(1).getSize();
    FloatBuffer numbers =
        table
            .getTensorContent()
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    if (numbers.remaining() != tokens * width) {
      throw new IllegalArgumentException(
          "[saved_model] constant %s holds %d numbers; its shape asks for %d"
              .formatted(NODE, numbers.remaining(), tokens * width));
    }
    float[][] rows = new float[tokens][width];
    for (float[] row : rows) {
      numbers.get(row);
    }
    return rows;
  }
}
