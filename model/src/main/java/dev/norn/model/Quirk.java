package dev.norn.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Where the published life2vec code (Savcisens et al. 2024) does something that Norn does
 * otherwise. A model has any set of them: all in mode {@code paper}, none in {@code norn}, one
 * taken away at a time to see what it changes.
 */
public enum Quirk {
  /**
   * Keys at padding stay in the denominator of the global heads, so a result depends on how far its
   * sequence was padded; every batch is therefore padded to the longest length. Without it they are
   * masked.
   */
  UNMASKED_KEYS,
  /**
   * Global heads approximate softmax attention at every length. Without it they are exact up to
   * {@link ModelSpec#exactUpTo()} positions, where exact is also cheaper.
   */
  APPROXIMATE_AT_ANY_LENGTH,
  /** Ages lose their fraction. */
  WHOLE_YEARS,
  /**
   * Time is the day counted from 2008-01-01, which is 1, unscaled, and time encodings start between
   * -0.01 and 0.01. Without it time is the years to the landmark, so that a later landmark looks
   * like an earlier one, and frequencies start spread over weeks to decades.
   */
  DAYS_FROM_2008,
  /** Neither time nor age reaches the first five positions; the background has day 0 and age 0. */
  SILENT_START,
  /** The table of tokens starts between -0.01 and 0.01. Without it rows start at length 1. */
  SMALL_START,
  /**
   * Tokens within a sentence are permuted in validation as in training. Without it only training
   * permutes. A served model reads the canonical order in either case: else no score could be
   * repeated.
   */
  SHUFFLED_VALIDATION,
  /** Dropped values of the person summary become SELU's saturation value (alpha dropout), not 0. */
  ALPHA_DROPOUT,
  /** Resampled training lives are moved so that their first event falls on 2008-01-01. */
  REBASED_RESAMPLES,
  /**
   * In fine-tuning the weight decay meant for the encoder never reaches it: a generator object,
   * always true, stands where a list was meant.
   */
  UNDECAYED_ENCODER,
  /**
   * Fine-tuning to a single binary outcome ends, and keeps its best epoch, by area under lift in
   * validation. Without it by the validation loss, which probabilities are judged by.
   */
  STOPPED_BY_LIFT,
  /**
   * A binary outcome is read from the person summary alone. Without it a regression on the counts
   * of tokens is added to its logit.
   */
  UNCOUNTED_TOKENS,
  /**
   * Ordinal heads read the encoded {@code [CLS]}, not the pooled summary; where there are no others
   * it is the person's embedding.
   */
  ORDINAL_FROM_FIRST,
  /**
   * Fine-tuning to ordinal answers alone drops 0.4 of the encoder's values and 0.3 of the heads'.
   * Without it {@link ModelSpec#dropout()} of both.
   */
  ORDINAL_DROPOUT,
  /**
   * Fine-tuning to ordinal answers alone draws people after the first epoch by how difficult their
   * answers were to learn. Without it everybody is read once an epoch.
   */
  DRAWN_BY_DIFFICULTY,
  /**
   * Fine-tuning to ordinal answers alone ends, and keeps its best epoch, by the quadratic kappa of
   * all items together in validation. Without it by the validation loss.
   */
  STOPPED_BY_KAPPA,
  /**
   * Fine-tuning draws as many positives as negatives and weighs both classes alike, so that scores
   * are no probabilities at the share that the outcome has among people.
   */
  BALANCED_CLASSES;

  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
