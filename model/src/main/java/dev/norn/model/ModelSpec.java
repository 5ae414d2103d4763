package dev.norn.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Size and method of an encoder; everything that decides the shapes of its weights and what they
 * mean.
 *
 * @param quirks of the published code that are kept, in the order of {@link Quirk}
 * @param width channels of every position, and the length of a person's embedding
 * @param heads attention heads, of {@code width / heads} channels each
 * @param localHeads how many of the heads, the last ones, see only their neighbourhood
 * @param localWindow positions of a block of local attention; a block sees itself, the one before
 *     and the one after
 * @param feedForward channels of the hidden layer of the feed-forward half of a layer
 * @param maxLength longest sequence, in positions, special tokens included
 * @param randomFeatures of the approximation of softmax attention (FAVOR+, Choromanski et al. 2021)
 * @param dropout share of values dropped in training; none is dropped in serving
 * @param vocabularySize tokens, special ones included
 */
public record ModelSpec(
    Set<Quirk> quirks,
    int layers,
    int width,
    int heads,
    int localHeads,
    int localWindow,
    int feedForward,
    int maxLength,
    int randomFeatures,
    double dropout,
    int vocabularySize) {

  public ModelSpec {
    require(quirks != null, "quirks", "a list, empty for none", quirks);
    quirks = Collections.unmodifiableSet(new TreeSet<>(quirks));
    require(layers > 0, "layers", "at least 1", layers);
    require(width >= 4 && width % 2 == 0, "width", "even and at least 4", width);
    require(heads > 0 && width % heads == 0, "heads", "a divisor of width " + width, heads);
    require(localHeads >= 0 && localHeads <= heads, "localHeads", "0 to " + heads, localHeads);
    require(localWindow > 0, "localWindow", "at least 1", localWindow);
    require(feedForward > 0, "feedForward", "at least 1", feedForward);
    require(maxLength > 2, "maxLength", "at least 3", maxLength);
    require(randomFeatures > 0, "randomFeatures", "at least 1", randomFeatures);
    require(dropout >= 0 && dropout < 1, "dropout", "from 0 to below 1", dropout);
    require(vocabularySize > 5, "vocabularySize", "more than the 5 special tokens", vocabularySize);
  }

  /** Which account of life2vec is followed: none of its {@link Quirk}s, or all. */
  public enum Mode {
    NORN(EnumSet.noneOf(Quirk.class)),
    PAPER(EnumSet.allOf(Quirk.class));

    private final Set<Quirk> quirks;

    Mode(Set<Quirk> quirks) {
      this.quirks = quirks;
    }
  }

  /** How the global heads attend. */
  public enum Attention {
    /** Softmax over all real positions: quadratic in the length. */
    EXACT,
    /** By random features: linear in the length. */
    APPROXIMATE
  }

  /** For tests: trains in seconds. */
  public static ModelSpec tiny(int vocabularySize) {
    return new ModelSpec(Set.of(), 2, 24, 4, 2, 4, 48, 64, 32, 0.1, vocabularySize);
  }

  /** For the demonstration on two cores: few heads, as each costs a square of the length. */
  public static ModelSpec small(int vocabularySize) {
    return new ModelSpec(Set.of(), 2, 96, 3, 1, 32, 256, 512, 256, 0.1, vocabularySize);
  }

  /** The sizes of life2vec (Savcisens et al. 2024), 8.3 million weights in the encoder. */
  public static ModelSpec paper(int vocabularySize) {
    return new ModelSpec(Set.of(), 5, 280, 10, 7, 38, 2210, 2560, 436, 0.1, vocabularySize);
  }

  /**
   * @param name tiny, small or paper: of sizes alone
   * @throws IllegalArgumentException if there is no preset of that name
   */
  public static ModelSpec preset(String name, Mode mode, int vocabularySize) {
    ModelSpec spec =
        switch (name) {
          case "tiny" -> tiny(vocabularySize);
          case "small" -> small(vocabularySize);
          case "paper" -> paper(vocabularySize);
          default ->
              throw new IllegalArgumentException(
                  "[model] there is no preset " + name + "; use tiny, small or paper");
        };
    return spec.inMode(mode);
  }

  public boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }

  public ModelSpec inMode(Mode mode) {
    return withQuirks(mode.quirks);
  }

  public ModelSpec withQuirks(Set<Quirk> other) {
    return new ModelSpec(
        other,
        layers,
        width,
        heads,
        localHeads,
        localWindow,
        feedForward,
        maxLength,
        randomFeatures,
        dropout,
        vocabularySize);
  }

  public ModelSpec withMaxLength(int other) {
    return new ModelSpec(
        quirks,
        layers,
        width,
        heads,
        localHeads,
        localWindow,
        feedForward,
        other,
        randomFeatures,
        dropout,
        vocabularySize);
  }

  /** Whether it is exactly this mode, and not one with single quirks added or taken away. */
  public boolean is(Mode mode) {
    return quirks.equals(mode.quirks);
  }

  /** The longest sequence with exact attention in the global heads; 0 for none. */
  public int exactUpTo() {
    return has(Quirk.APPROXIMATE_AT_ANY_LENGTH) ? 0 : 2 * randomFeatures;
  }

  /**
   * @param length of a sequence's own positions; padding does not count
   */
  public Attention attention(int length) {
    return length <= exactUpTo() ? Attention.EXACT : Attention.APPROXIMATE;
  }

  /** Those that sequences of any allowed length need. */
  public List<Attention> attentions() {
    return Stream.of(attention(1), attention(maxLength)).distinct().toList();
  }

  /**
   * To which length a batch is padded.
   *
   * @param longest length in the batch
   */
  public int padded(int longest) {
    return has(Quirk.UNMASKED_KEYS) ? maxLength : longest;
  }

  private static void require(boolean holds, String name, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "[model " + name + "] is " + found + "; expected " + expected);
    }
  }
}
