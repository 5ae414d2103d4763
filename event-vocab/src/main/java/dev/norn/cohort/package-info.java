/**
 * Who is eligible at which landmark, and on which side of the split. Read {@link
 * dev.norn.cohort.Cohort} and {@link dev.norn.cohort.SplitRule} first.
 */
package dev.norn.cohort;
