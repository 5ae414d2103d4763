package dev.norn.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * A person's pseudonym: the keyed hash of the register's person number, in lower-case hexadecimal.
 * The number itself never gets this far.
 */
public record PersonId(@JsonValue String value) implements Comparable<PersonId> {

  @JsonCreator
  public PersonId {
    Objects.requireNonNull(value, "pseudonym");
    if (value.isBlank()) {
      throw new IllegalArgumentException("a pseudonym must not be blank");
    }
  }

  @Override
  public int compareTo(PersonId other) {
    return value.compareTo(other.value);
  }
}
