/**
 * How logits become probabilities that hold in the population, how sure that is, and on whom to
 * abstain: {@link dev.norn.model.calibration.ReleaseCalibration}.
 */
package dev.norn.model.calibration;
