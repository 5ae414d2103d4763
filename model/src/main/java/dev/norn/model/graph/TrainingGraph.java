package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import dev.norn.model.TensorflowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A graph with variables and a session, an encoder in it twice over the same weights: with dropout
 * and without. The opener closes it. Not thread-safe.
 */
public final class TrainingGraph implements AutoCloseable {

  private final ModelSpec spec;
  private final PositionEncoder encoder;
  private final Graph graph;
  private final Ops tf;
  private final Session session;
  private final TrainableParameters parameters;
  private final SequenceInputs inputs;
  private final Placeholder<TInt64> dropoutSeed;

  /**
   * @param seed of the initial weights
   */
  public TrainingGraph(ModelSpec spec, long seed) {
    this(spec, Precision.FLOAT32, seed);
  }

  /**
   * @param precision of the encoder's products
   * @param seed of the initial weights
   */
  public TrainingGraph(ModelSpec spec, Precision precision, long seed) {
    this(spec, PositionEncoder.transformer(precision), seed);
  }

  /**
   * @param seed of the initial weights
   */
  public TrainingGraph(ModelSpec spec, PositionEncoder encoder, long seed) {
    this.spec = spec;
    this.encoder = encoder;
    ConfigProto config = TensorflowRuntime.sessionConfig();
    this.graph = new Graph();
    this.tf = Ops.create(graph);
    this.session = new Session(graph, config);
    this.parameters = new TrainableParameters(tf, seed);
    this.inputs = SequenceInputs.create(tf);
    this.dropoutSeed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
  }

  public ModelSpec spec() {
    return spec;
  }

  public Graph graph() {
    return graph;
  }

  public Ops tf() {
    return tf;
  }

  public Session session() {
    return session;
  }

  public TrainableParameters parameters() {
    return parameters;
  }

  public SequenceInputs inputs() {
    return inputs;
  }

  /** What {@link #dropout} draws from: a seed, and a number that grows by 1000 each step. */
  Placeholder<TInt64> dropoutSeed() {
    return dropoutSeed;
  }

  /**
   * Dropout for one training pass.
   *
   * @param rate share of values dropped
   */
  public Dropout dropout(double rate) {
    return Dropout.seeded(tf, rate, dropoutSeed);
  }

  /** The encoded positions, (batch · length, width). */
  public Operand<TFloat32> encode(ModelSpec.Attention attention, Dropout dropout) {
    return encoder.encode(tf, spec, attention, parameters, inputs, dropout);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
