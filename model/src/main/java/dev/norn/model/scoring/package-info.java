/**
 * A cohort's people through a released model: encoded part by part into a folder that a killed run
 * goes on from ({@link dev.norn.model.scoring.CohortEncoding}), ranked among each other ({@link
 * dev.norn.model.scoring.CohortRanks}), written as one row for each person and outcome ({@link
 * dev.norn.model.scoring.ScoredPerson}) and summed up in a report.
 */
package dev.norn.model.scoring;
