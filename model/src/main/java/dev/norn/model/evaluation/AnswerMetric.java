package dev.norn.model.evaluation;

/** A figure that says how good answers beyond yes and no are. */
public sealed interface AnswerMetric permits OrdinalMetric, CountMetric, NextEventMetric {

  /** As printed in reports. */
  String title();

  /** Whether more is better; some are better the nearer they come to 1, which this is not. */
  boolean higherIsBetter();
}
