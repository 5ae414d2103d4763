package dev.norn.model.evaluation;

/**
 * A model or baseline of a time-to-event outcome, fitted elsewhere on the training split.
 *
 * @param title as printed in reports
 */
public record IncidenceModel(String title, CumulativeIncidence curve) {}
