/**
 * An evaluation as a page that needs nothing from outside. Read {@link
 * dev.norn.model.report.OutcomePage} first; each section is a class of its own.
 */
package dev.norn.model.report;
