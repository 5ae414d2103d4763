/**
 * What training with noise guarantees about the people trained on: the accountant of differential
 * privacy. Knows nothing of models.
 */
package dev.norn.model.accounting;
