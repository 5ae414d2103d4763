package dev.norn.dashboards;

/**
 * What came of a job.
 *
 * @param file in the folder of jobs; null of a table, which the gate answers when it is fetched
 * @param tag that changes with the file; null without one
 */
record JobResult(String file, String type, String tag, long rows) {}
