/**
 * Life events in the form of the Medical Event Data Standard. Read {@link
 * dev.norn.model.meds.MedsRows} and {@link dev.norn.model.meds.MedsDataSet} first.
 */
package dev.norn.model.meds;
