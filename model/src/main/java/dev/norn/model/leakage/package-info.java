/**
 * Signs that the inputs know the outcome: {@link dev.norn.model.leakage.RevealingTokens} of a
 * corpus, {@link dev.norn.model.leakage.LeakageReport} for all of them.
 */
package dev.norn.model.leakage;
