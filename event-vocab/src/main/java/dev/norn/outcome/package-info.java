/**
 * What is predicted, and how it is read off the facts after the landmark. Read {@link
 * dev.norn.outcome.OutcomeDefinition} and {@link dev.norn.outcome.ObservedOutcome} first.
 */
package dev.norn.outcome;
