package dev.norn.model.serving;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Attention;
import dev.norn.model.TestingLives;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.finetuning.Heads;
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
      List.of(
          new LogitCalibration(0.8f, -0.3f),
          new LogitCalibration(1.5f, 0.2f),
          LogitCalibration.NONE,
          new LogitCalibration(1.1f, 0));

  public static final List<HeadSpec> HEADS =
      List.of(
          HeadSpec.binary("first"),
          HeadSpec.binary("second"),
          HeadSpec.ordinal("third", List.of("low", "middle", "high")),
          HeadSpec.timeToEvent("fourth", List.of(100, 400), List.of("fourth", "rival")));

  private final TrainingGraph graph;
  private final Map<Attention, Heads> heads = new EnumMap<>(Attention.class);
  private final Map<Attention, Operand<TFloat32>> logits = new EnumMap<>(Attention.class);
  private final Weights weights;

  public TestingRelease() {
    this(ModelSpec.tiny(TestingLives.VOCABULARY));
  }

  public TestingRelease(ModelSpec spec) {
    graph = new TrainingGraph(spec, 1);
    Dropout off = Dropout.off(graph.tf());
    for (Attention attention : spec.attentions()) {
      Operand<TFloat32> encoded = graph.encode(attention, off);
      Heads own = new Heads(graph.tf(), spec, graph.parameters(), graph.inputs(), encoded, HEADS);
      heads.put(attention, own);
      logits.put(attention, own.logits());
    }
    weights = TestingWeights.stirred(graph, 9);
  }

  /** Writes the saved model of a release folder. */
  public void write(Path release) throws IOException {
    SavedModelExport.write(
        graph.spec(), HEADS, weights, CALIBRATIONS, release.resolve("saved_model"));
  }

  public Weights weights() {
    return weights;
  }

  float[] summary(Attention attention, SequenceBatch batch) {
    return TestingRuns.values(graph, heads.get(attention).embedding(), batch);
  }

  /** Of the ordinal and of the time-to-event outcome, row-major. */
  float[] detail(int outcome, SequenceBatch batch) {
    return TestingRuns.values(graph, heads.get(Attention.EXACT).details().get(outcome), batch);
  }

  float[] logits(Attention attention, SequenceBatch batch) {
    return TestingRuns.values(graph, logits.get(attention), batch);
  }

  @Override
  public void close() {
    graph.close();
  }
}
