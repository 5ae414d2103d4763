package dev.norn.ingestion.nation.calibration;

/**
 * A figure of the real population.
 *
 * @param figure name of what the nation achieves
 * @param target value for Denmark
 * @param sweden the same for Sweden where known, else null
 * @param source where the value comes from
 */
record Target(String figure, double target, Double sweden, String source) {}
