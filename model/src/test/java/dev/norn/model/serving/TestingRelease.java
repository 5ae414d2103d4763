package dev.norn.model.serving;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.model.finetuning.OutcomeHead;
import dev.norn.model.finetuning.PersonSummary;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Feeds;
import dev.norn.model.graph.SequenceBatch;
import dev.norn.model.graph.TestingWeights;
import dev.norn.model.graph.TrainingGraph;
import dev.norn.model.graph.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** A model with stirred weights, in a training session and as a release. */
public final class TestingRelease implements AutoCloseable {

  public static final List<LogitCalibration> CALIBRATIONS =
      List.of(new LogitCalibration(0.8f, -0.3f), new LogitCalibration(1.5f, 0.2f));

  private final TrainingGraph graph;
  private final Operand<TFloat32> summary;
  private final Operand<TFloat32> logits;
  private final Weights weights;

  public TestingRelease() {
    this(ModelSpec.tiny(TestingLives.VOCABULARY));
  }

  public TestingRelease(ModelSpec spec) {
    graph = new TrainingGraph(spec, 1);
    Dropout off = Dropout.off(graph.tf());
    summary =
        new PersonSummary(graph.tf(), spec, graph.parameters())
            .summarise(graph.inputs(), graph.encode(ModelSpec.Attention.EXACT, off), off);
    logits = OutcomeHead.logits(graph.tf(), spec, graph.parameters(), summary, new float[2]);
    weights = TestingWeights.stirred(graph, 9);
  }

  /** Writes the saved model of a release folder. */
  public void write(Path release) throws IOException {
    SavedModelExport.write(graph.spec(), weights, CALIBRATIONS, release.resolve("saved_model"));
  }

  float[] summary(SequenceBatch batch) {
    return run(summary, batch);
  }

  float[] logits(SequenceBatch batch) {
    return run(logits, batch);
  }

  private float[] run(Operand<TFloat32> fetched, SequenceBatch batch) {
    try (Feeds feeds = new Feeds()) {
      batch.feed(graph.inputs(), feeds);
      try (var result = feeds.into(graph.session().runner()).fetch(fetched).run()) {
        TFloat32 tensor = (TFloat32) result.get(0);
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.copyTo(DataBuffers.of(values));
        return values;
      }
    }
  }

  @Override
  public void close() {
    graph.close();
  }
}
