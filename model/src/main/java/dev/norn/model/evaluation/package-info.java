/**
 * How good predictions are, with intervals, beside baselines on the same people. Read {@link
 * dev.norn.model.evaluation.EvaluationRunner} and {@link dev.norn.model.evaluation.Metric} first.
 */
package dev.norn.model.evaluation;
