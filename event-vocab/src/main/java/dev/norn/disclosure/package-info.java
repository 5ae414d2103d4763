/**
 * What may leave: the one rule set for every number that goes out through API, export or report.
 * Read {@link dev.norn.disclosure.DisclosureRules} first, then {@link
 * dev.norn.disclosure.CellTable}.
 */
package dev.norn.disclosure;
