/**
 * Learning outcomes from labelled lives. Read {@link dev.norn.model.finetuning.Finetuning} and
 * {@link dev.norn.model.finetuning.PersonSummary} first.
 */
package dev.norn.model.finetuning;
