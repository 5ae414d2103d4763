package dev.norn.cohort;

import dev.norn.event.PersonId;
import java.util.Comparator;

/**
 * Somebody whom a person's facts name as a parent, or as what else the link is called.
 *
 * @param name of the link, as the register's definition has it: mother
 */
public record KinLink(String name, PersonId kin) implements Comparable<KinLink> {

  private static final Comparator<KinLink> ORDER =
      Comparator.comparing(KinLink::name).thenComparing(KinLink::kin);

  @Override
  public int compareTo(KinLink other) {
    return ORDER.compare(this, other);
  }
}
