/**
 * How a life is read in training: permuted, thinned out, blurred. Read {@link
 * dev.norn.model.augmentation.Augmentation} first.
 */
package dev.norn.model.augmentation;
