/**
 * Where a history becomes a sequence. Read {@link dev.norn.sequence.SequenceAssembler} and {@link
 * dev.norn.sequence.PersonSequence} first.
 */
package dev.norn.sequence;
