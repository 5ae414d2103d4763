package dev.norn.model.serving;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Attention;
import dev.norn.model.TestingLives;
import dev.norn.model.finetuning.OutcomeHead;
import dev.norn.model.finetuning.PersonSummary;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.SequenceBatch;
import dev.norn.model.graph.TestingRuns;
import dev.norn.model.graph.TestingWeights;
import dev.norn.model.graph.TrainingGraph;
import dev.norn.model.graph.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A model with stirred weights, in a training session and as a release. */
public final class TestingRelease implements AutoCloseable {

  public static final List<LogitCalibration> CALIBRATIONS =
      List.of(new LogitCalibration(0.8f, -0.3f), new LogitCalibration(1.5f, 0.2f));

  private final TrainingGraph graph;
  private final Map<Attention, Operand<TFloat32>> summaries = new EnumMap<>(Attention.class);
  private final Map<Attention, Operand<TFloat32>> logits = new EnumMap<>(Attention.class);
  private final Weights weights;

  public TestingRelease() {
    this(ModelSpec.tiny(TestingLives.VOCABULARY));
  }

  public TestingRelease(ModelSpec spec) {
    graph = new TrainingGraph(spec, 1);
    Dropout off = Dropout.off(graph.tf());
    for (Attention attention : spec.attentions()) {
      Operand<TFloat32> summary =
          new PersonSummary(graph.tf(), spec, graph.parameters())
              .summarise(graph.inputs(), graph.encode(attention, off), off);
      summaries.put(attention, summary);
      logits.put(
          attention,
          OutcomeHead.logits(graph.tf(), spec, graph.parameters(), summary, new float[2]));
    }
    weights = TestingWeights.stirred(graph, 9);
  }

  /** Writes the saved model of a release folder. */
  public void write(Path release) throws IOException {
    SavedModelExport.write(graph.spec(), weights, CALIBRATIONS, release.resolve("saved_model"));
  }

  float[] summary(Attention attention, SequenceBatch batch) {
    return TestingRuns.values(graph, summaries.get(attention), batch);
  }

  float[] logits(Attention attention, SequenceBatch batch) {
    return TestingRuns.values(graph, logits.get(attention), batch);
  }

  @Override
  public void close() {
    graph.close();
  }
}
