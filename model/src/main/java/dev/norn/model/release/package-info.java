/**
 * An immutable model with all that it came from. Read {@link dev.norn.model.release.Release} and
 * {@link dev.norn.model.release.ReleaseWriter} first.
 */
package dev.norn.model.release;
