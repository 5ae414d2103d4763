package dev.norn.model.serving;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import dev.norn.model.TensorflowRuntime;
import dev.norn.model.graph.SequenceBatch;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One signature of a SavedModel behind DJL's TensorFlow engine. Holds native memory: whoever opens
 * it closes it. For one thread at a time.
 */
final class ServedModel implements AutoCloseable {

  private final ZooModel<NDList, NDList> model;
  private final Predictor<NDList, NDList> predictor;

  private ServedModel(ZooModel<NDList, NDList> model) {
    this.model = model;
    this.predictor = model.newPredictor();
  }

  /**
   * @throws IllegalArgumentException when the folder holds no SavedModel of ours
   */
  static ServedModel open(Path savedModel, ModelSignature signature) {
    TensorflowRuntime.load();
    ModelSignature.require(savedModel);
    Criteria<NDList, NDList> criteria =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optEngine("TensorFlow")
            .optModelPath(savedModel)
            .optOption("Tags", ModelSignature.TAG)
            .optOption("SignatureDefKey", signature.key())
            .optTranslator(new NoopTranslator())
            .build();
    try {
      return new ServedModel(criteria.loadModel());
    } catch (IOException | ModelNotFoundException | MalformedModelException e) {
      throw new IllegalArgumentException("[" + savedModel + "] cannot be served", e);
    }
  }

  /**
   * Rows of one output, one per sequence.
   *
   * @param names outputs wanted
   * @return by output, then by sequence
   */
  List<float[][]> run(List<PersonSequence> sequences, Integer outcome, String... names) {
    SequenceBatch batch = SequenceBatch.of(sequences);
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList inputs = inputs(manager, batch);
      if (outcome != null) {
        inputs.add(named(manager.create(outcome.intValue()), "outcome"));
      }
      try (NDList outputs = predictor.predict(inputs)) {
        List<float[][]> rows = new ArrayList<>();
        for (String name : names) {
          rows.add(rows(outputs.get(name)));
        }
        return rows;
      }
    } catch (TranslateException e) {
      throw new IllegalStateException("the model could not be run", e);
    }
  }

  private static NDList inputs(NDManager manager, SequenceBatch batch) {
    Shape shape = new Shape(batch.count(), batch.length());
    return new NDList(
        named(manager.create(batch.tokens(), shape), "tokens"),
        named(manager.create(batch.days(), shape), "days"),
        named(manager.create(batch.ages(), shape), "ages"),
        named(manager.create(batch.segments(), shape), "segments"));
  }

  private static NDArray named(NDArray array, String name) {
    array.setName(name);
    return array;
  }

  private static float[][] rows(NDArray output) {
    float[] values = output.toFloatArray();
    int count = Math.toIntExact(output.getShape().get(0));
    int width = values.length / count;
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
    return rows;
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}
