/**
 * Why a model says what it says. Read {@link dev.norn.model.explain.Attributions} and {@link
 * dev.norn.model.serving.ModelSignature} first.
 */
package dev.norn.model.explain;
