package dev.norn.model.graph;

/**
 * What every weight's change in one step is computed with: {@code rate · m ÷ (spread · √v +
 * offset)}, of the first moment m and the second moment v.
 *
 * @param point of the schedule, before any correction
 * @param rate corrected for the moments' start at 0
 */
record UpdateNumbers(Schedule.Point point, double rate, double spread, double offset) {}
