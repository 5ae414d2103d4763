/**
 * The topics and their one wire form. Read {@link dev.norn.ingestion.topic.Topics} and {@link
 * dev.norn.ingestion.topic.LifeEventSerde} first.
 */
package dev.norn.ingestion.topic;
