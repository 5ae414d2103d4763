package dev.norn.model.baseline;

/** Says which token comes next in a life, by counting. Safe for use by several threads. */
public sealed interface NextTokenModel permits Unigram, Bigram {

  /** As printed in reports. */
  String title();

  /** Number of tokens that can come next; special tokens cannot. */
  int choices();

  /**
   * Probability of a token, above 0; over all {@link #choices()} it sums to 1.
   *
   * @param context as {@link NextTokens} gives it; any number is allowed
   */
  double probability(int context, int token);
}
