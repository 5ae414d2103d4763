/**
 * What may leave: the one rule set for every number that goes out through API, export or report,
 * and who may ask. Read {@link dev.norn.disclosure.DisclosureRules} first, then {@link
 * dev.norn.disclosure.CellTable} and {@link dev.norn.disclosure.Callers}.
 */
package dev.norn.disclosure;
