/**
 * The SavedModel, which is the contract between training and serving, and its way into DJL. Read
 * {@link dev.norn.model.serving.ReleasedModel} and {@link dev.norn.model.serving.ModelSignature}
 * first.
 */
package dev.norn.model.serving;
