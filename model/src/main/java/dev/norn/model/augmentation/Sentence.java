package dev.norn.model.augmentation;

/**
 * One event of a sequence; callers must not change its tokens.
 *
 * @param tokens without the {@code [SEP]} that closes it
 * @param day since 1900-01-01
 * @param age in years
 */
public record Sentence(int[] tokens, int day, float age, int segment) {

  public Sentence withTokens(int[] other) {
    return new Sentence(other, day, age, segment);
  }

  Sentence withDay(int other) {
    return new Sentence(tokens, other, age, segment);
  }

  Sentence withSegment(int other) {
    return new Sentence(tokens, day, age, other);
  }
}
