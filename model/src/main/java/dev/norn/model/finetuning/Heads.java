package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Objective;
import dev.norn.model.graph.Parameters;
import dev.norn.model.graph.SequenceInputs;
import dev.norn.model.graph.TrainableParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/** All heads of a model over one person summary, in one pass of the graph. */
public final class Heads {

  private final Ops tf;
  private final List<HeadSpec> specs;
  private final Operand<TFloat32> embedding;
  private final Operand<TFloat32> attention;
  private final Optional<TokenCounts> counts;
  private final List<Head> heads = new ArrayList<>();

  /**
   * @param encoded (batch · length, width)
   * @param starts of each head's last bias; empty where weights are given
   */
  Heads(
      Ops tf,
      ModelSpec spec,
      Parameters parameters,
      SequenceInputs inputs,
      Operand<TFloat32> encoded,
      Dropout dropout,
      List<HeadSpec> specs,
      List<float[]> starts) {
    this(tf, spec, parameters, inputs, encoded, dropout, specs, starts, Optional.empty());
  }

  private Heads(
      Ops tf,
      ModelSpec spec,
      Parameters parameters,
      SequenceInputs inputs,
      Operand<TFloat32> encoded,
      Dropout dropout,
      List<HeadSpec> specs,
      List<float[]> starts,
      Optional<Operand<TFloat32>> fraction) {
    this.tf = tf;
    this.specs = List.copyOf(specs);
    this.counts =
        specs.stream().anyMatch(head -> parameters.isGiven(CountFeatures.weightName(head)))
            ? Optional.of(new TokenCounts(tf, spec, inputs, fraction))
            : Optional.empty();
    HeadInput in = HeadInput.of(tf, spec, parameters, inputs, encoded, counts, dropout, specs);
    this.embedding = in.embedding();
    this.attention = in.attention();
    for (int i = 0; i < specs.size(); i++) {
      heads.add(head(in, specs.get(i), starts.get(i)));
    }
  }

  /** For weights that are there already. */
  public Heads(
      Ops tf,
      ModelSpec spec,
      Parameters parameters,
      SequenceInputs inputs,
      Operand<TFloat32> encoded,
      List<HeadSpec> specs) {
    this(
        tf,
        spec,
        parameters,
        inputs,
        encoded,
        Dropout.off(tf),
        specs,
        specs.stream().map(head -> new float[head.answers()]).toList());
  }

  /**
   * For weights that are there already, on the way from a life without content to the whole one.
   *
   * @param fraction of what counts of tokens add; the caller scales what is encoded
   */
  public static Heads partly(
      Ops tf,
      ModelSpec spec,
      Parameters parameters,
      SequenceInputs inputs,
      Operand<TFloat32> encoded,
      List<HeadSpec> specs,
      Operand<TFloat32> fraction) {
    return new Heads(
        tf,
        spec,
        parameters,
        inputs,
        encoded,
        Dropout.off(tf),
        specs,
        specs.stream().map(head -> new float[head.answers()]).toList(),
        Optional.of(fraction));
  }

  private static Head head(HeadInput in, HeadSpec spec, float[] start) {
    return switch (spec.kind()) {
      case BINARY -> new BinaryHead(in, spec, start);
      case ORDINAL -> new OrdinalHead(in, spec);
      case TIME_TO_EVENT -> new TimeToEventHead(in, spec, start);
      case COUNT -> new CountHead(in, spec, start);
      case NEXT_EVENT -> new NextEventHead(in, spec, start);
    };
  }

  /** The person's embedding, (batch, width). */
  public Operand<TFloat32> embedding() {
    return embedding;
  }

  /** How much of each position is in the embedding, 1 in sum, 0 at padding: (batch, length). */
  public Operand<TFloat32> attention() {
    return attention;
  }

  /** Present where a head reads them. */
  public Optional<TokenCounts> counts() {
    return counts;
  }

  /** One number an outcome, (batch, outcomes). */
  public Operand<TFloat32> logits() {
    return tf.stack(heads.stream().map(Head::logit).toList(), Stack.axis(1L));
  }

  /** What some heads say beyond their logit, by place of the outcome. */
  public Map<Integer, Operand<TFloat32>> details() {
    Map<Integer, Operand<TFloat32>> details = new TreeMap<>();
    for (int i = 0; i < heads.size(); i++) {
      Optional<Operand<TFloat32>> detail = heads.get(i).detail();
      if (detail.isPresent()) {
        details.put(i, detail.get());
      }
    }
    return details;
  }

  List<HeadSpec> specs() {
    return specs;
  }

  /**
   * The losses of all known answers of all outcomes: an outcome weighs as much as it has answers in
   * the batch, so that one that few people have does not drown the others.
   */
  Objective.Loss loss(List<Answers> answers) {
    List<Objective.Term> losses = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      losses.add(heads.get(i).loss(answers.get(i)));
    }
    return together(losses);
  }

  /** The same, as training minimises it. */
  Objective.Loss trainingLoss(List<Answers> answers, TrainableParameters parameters) {
    List<Objective.Term> losses = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      losses.add(heads.get(i).trainingLoss(answers.get(i), parameters));
    }
    return together(losses);
  }

  private Objective.Loss together(List<Objective.Term> losses) {
    return new Objective.Loss(
        tf.math.addN(losses.stream().map(Objective.Term::sum).toList()),
        tf.math.addN(losses.stream().map(Objective.Term::count).toList()));
  }
}
