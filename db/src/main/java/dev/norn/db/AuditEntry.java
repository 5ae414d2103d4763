package dev.norn.db;

/**
 * What was asked, for the audit log: names, never a value of a person.
 *
 * @param action for example {@code query}
 * @param purpose in the words of who asked; null where none was given
 * @param answered rows of the answer
 * @param decision {@code ANSWERED}, or {@code REFUSED} with the rule
 * @param detail JSON
 */
public record AuditEntry(
    String action, String purpose, long answered, String decision, String detail) {}
