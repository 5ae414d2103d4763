package dev.norn.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Size and method of an encoder; everything that decides the shapes of its weights.
 *
 * @param width channels of every position, and the length of a person's embedding
 * @param heads attention heads, of {@code width / heads} channels each
 * @param localHeads how many of the heads, the last ones, see only their neighbourhood
 * @param localRadius positions of a block of local attention; a block sees itself, the one before
 *     and the one after
 * @param feedForward channels of the hidden layer of the feed-forward half of a layer
 * @param maxLength longest sequence, in positions, special tokens included
 * @param dropout share of values dropped in training; none is dropped in serving
 * @param vocabularySize tokens, special ones included
 */
public record ModelSpec(
    Mode mode,
    int layers,
    int width,
    int heads,
    int localHeads,
    int localRadius,
    int feedForward,
    int maxLength,
    double dropout,
    int vocabularySize) {

  /** Which account of life2vec is followed. */
  public enum Mode {
    /** Padding-invariant attention, time counted from the landmark, true ages. */
    NORN;

    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ModelSpec {
    require(mode != null, "mode", "norn", mode);
    require(layers > 0, "layers", "at least 1", layers);
    require(width >= 4 && width % 2 == 0, "width", "even and at least 4", width);
    require(heads > 0 && width % heads == 0, "heads", "a divisor of width " + width, heads);
    require(localHeads >= 0 && localHeads <= heads, "localHeads", "0 to " + heads, localHeads);
    require(localRadius > 0, "localRadius", "at least 1", localRadius);
    require(feedForward > 0, "feedForward", "at least 1", feedForward);
    require(maxLength > 2, "maxLength", "at least 3", maxLength);
    require(dropout >= 0 && dropout < 1, "dropout", "from 0 to below 1", dropout);
    require(vocabularySize > 5, "vocabularySize", "more than the 5 special tokens", vocabularySize);
  }

  /** For tests: trains in seconds. */
  public static ModelSpec tiny(int vocabularySize) {
    return new ModelSpec(Mode.NORN, 2, 24, 4, 2, 4, 48, 64, 0.1, vocabularySize);
  }

  /** For the demonstration on two cores. */
  public static ModelSpec small(int vocabularySize) {
    return new ModelSpec(Mode.NORN, 2, 96, 6, 2, 32, 256, 512, 0.1, vocabularySize);
  }

  /** That of life2vec (Savcisens et al. 2024), 8.3 million weights in the encoder. */
  public static ModelSpec paper(int vocabularySize) {
    return new ModelSpec(Mode.NORN, 5, 280, 10, 7, 38, 2210, 2560, 0.1, vocabularySize);
  }

  /**
   * @param name tiny, small or paper
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
    return spec.withMode(mode);
  }

  public ModelSpec withMode(Mode other) {
    return new ModelSpec(
        other,
        layers,
        width,
        heads,
        localHeads,
        localRadius,
        feedForward,
        maxLength,
        dropout,
        vocabularySize);
  }

  public ModelSpec withMaxLength(int other) {
    return new ModelSpec(
        mode,
        layers,
        width,
        heads,
        localHeads,
        localRadius,
        feedForward,
        other,
        dropout,
        vocabularySize);
  }

  private static void require(boolean holds, String name, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "[model " + name + "] is " + found + "; expected " + expected);
    }
  }
}
