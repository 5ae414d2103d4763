/**
 * What is predicted, and how it is read off the facts after the landmark. Read {@link
 * dev.norn.outcome.OutcomeDefinition} first.
 */
package dev.norn.outcome;
