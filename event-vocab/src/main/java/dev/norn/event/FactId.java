package dev.norn.event;

import java.util.Comparator;
import java.util.Objects;

/** Names a fact through all its versions: the register, and the row's name within the register. */
public record FactId(String register, String row) implements Comparable<FactId> {

  private static final Comparator<FactId> ORDER =
      Comparator.comparing(FactId::register).thenComparing(FactId::row);

  public FactId {
    Objects.requireNonNull(register, "register");
    Objects.requireNonNull(row, "row");
  }

  @Override
  public int compareTo(FactId other) {
    return ORDER.compare(this, other);
  }
}
