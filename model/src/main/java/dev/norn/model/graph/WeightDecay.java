package dev.norn.model.graph;

import java.util.List;

/**
 * Which weights are drawn to 0, and how strongly. The names of encoder weights start with {@code
 * embedding.} or {@code layer.}; all others are heads.
 *
 * @param encoder per step and learning rate
 * @param heads per step and learning rate
 * @param matricesOnly whether biases, gates and scales, which have no two dimensions, are left out
 * @param exempt parts of names; a weight whose name holds one is left out
 */
public record WeightDecay(double encoder, double heads, boolean matricesOnly, List<String> exempt) {

  /** As life2vec means it: matrices of the encoder and of heads alike, no tables. */
  public static final WeightDecay MATRICES =
      new WeightDecay(0.01, 0.01, true, List.of("embedding."));

  /**
   * As life2vec pre-trains. Gates of layers, of days and of segments, and the segment table, are
   * decayed too: nothing in their published names says otherwise.
   */
  public static final WeightDecay PAPER_PRETRAINING =
      new WeightDecay(
          0.01,
          0.01,
          false,
          List.of(
              "bias",
              "norm",
              "embedding.age",
              "embedding.time.weight",
              "embedding.tokens",
              "masked.scale",
              "order.scale"));

  /**
   * As life2vec fine-tunes: the published filter over names is a generator, always true, so that
   * the encoder is not decayed at all; the head is, its biases included.
   */
  public static final WeightDecay PAPER_FINETUNING = new WeightDecay(0, 0.01, false, List.of());

  /** The same with the weaker decay of the personality head. */
  public static final WeightDecay PAPER_PERSONALITY = new WeightDecay(0, 0.001, false, List.of());

  public WeightDecay {
    exempt = List.copyOf(exempt);
    if (!(encoder >= 0) || !(heads >= 0)) {
      throw new IllegalArgumentException(
          "[weight decay] must not be negative; found encoder %s, heads %s"
              .formatted(encoder, heads));
    }
  }

  /** Of one weight; 0 for none. */
  double of(Weight weight) {
    String name = weight.name();
    boolean left = matricesOnly && weight.shape().numDimensions() != 2;
    if (left || exempt.stream().anyMatch(name::contains)) {
      return 0;
    }
    return WeightPlace.of(name).encoder() ? encoder : heads;
  }
}
