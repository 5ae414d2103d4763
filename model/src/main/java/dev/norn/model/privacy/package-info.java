/**
 * What a release gives away about the people it was trained with and about attributes of people.
 */
package dev.norn.model.privacy;
