/**
 * Learning lives without labels. Read {@link dev.norn.model.pretraining.Pretraining} and {@link
 * dev.norn.model.pretraining.MaskedTokensAndOrder} first.
 */
package dev.norn.model.pretraining;
