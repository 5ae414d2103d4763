package dev.norn.model.evaluation;

/**
 * A model's or a baseline's predictions.
 *
 * @param title as printed in reports
 */
record ScoredModel(String title, Scores scores) {}
