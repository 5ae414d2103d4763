/**
 * Methods that baselines of an evaluation are made of, on plain arrays: Cox's model of hazards, and
 * the next token by counting. Read {@link dev.norn.model.baseline.CoxModel} and {@link
 * dev.norn.model.baseline.CompetingCauses} first.
 */
package dev.norn.model.baseline;
