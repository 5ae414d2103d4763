/**
 * A trained model as a SavedModel, and the served model read back through DJL. Read {@link
 * dev.norn.model.serving.SavedModelExport} and {@link dev.norn.model.serving.ReleasedModel} first.
 */
package dev.norn.model.serving;
