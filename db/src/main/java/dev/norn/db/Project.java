package dev.norn.db;

import java.time.LocalDate;
import java.util.List;

/**
 * Whose readers see the people of some cohorts.
 *
 * @param purpose what it is for, in the words of who approved it
 * @param cohorts whose people, as finished scoring runs hold them, it may see; one at least
 * @param ends last day in UTC, included, on which it is answered
 */
public record Project(String name, String purpose, List<String> cohorts, LocalDate ends) {

  private static final String NAME = "[a-z][a-z0-9-]{0,62}";

  public Project {
    cohorts = List.copyOf(cohorts);
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "[project] found '%s'; expected 1 to 63 of a-z, 0-9 and dash, a letter first"
              .formatted(name));
    }
    if (purpose.isBlank()) {
      throw new IllegalArgumentException("[purpose] is empty; say what the project is for");
    }
    if (cohorts.isEmpty()) {
      throw new IllegalArgumentException("[cohort] is missing; name one or more");
    }
  }

  /**
   * A project as it stands.
   *
   * @param keyNumber which of its keys made its pseudonyms, from 1
   * @param people who have a pseudonym in it
   * @param logins that may ask for it, by name
   */
  public record Standing(Project project, int keyNumber, long people, List<String> logins) {}

  /** How many people came in and went out. */
  public record Admitted(long added, long removed) {}
}
