/**
 * Splits that are listed in a file. Read {@link dev.norn.model.split.CohortFile} first: whatever
 * divides people reads its cohort by it.
 */
package dev.norn.model.split;
