package dev.norn.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All versions of all facts of one person, and from them what was known at any register time.
 * Immutable; the order in which versions arrived leaves no trace.
 */
public final class History {

  /**
   * Versions of a day that a history takes. Of a day with more, which no life has and a broken
   * register may, no fact counts at any register time: which of them came first must not matter.
   */
  public static final int MOST_A_DAY = 1_000;

  private final List<LifeEvent> versions;
  private final long version;

  private History(List<LifeEvent> versions, long version) {
    this.versions = versions;
    this.version = version;
  }

  /**
   * @param versions every version kept of one person, in any order, repeats allowed
   */
  public static History of(Collection<LifeEvent> versions) {
    List<LifeEvent> distinct = versions.stream().distinct().toList();
    if (distinct.stream().map(LifeEvent::person).distinct().count() > 1) {
      throw new IllegalArgumentException("a history holds one person's versions, got several");
    }
    return ofDistinct(distinct);
  }

  private static History withoutCrowdedDays(Collection<LifeEvent> versions) {
    Map<LocalDate, Long> days =
        versions.stream()
            .collect(Collectors.groupingBy(LifeEvent::occurred, Collectors.counting()));
    List<LifeEvent> kept =
        versions.stream().filter(each -> days.get(each.occurred()) <= MOST_A_DAY).toList();
    // A crowded day counts as one version more than it may have, however many it has.
    long version = days.values().stream().mapToLong(n -> Math.min(n, MOST_A_DAY + 1)).sum();
    return new History(kept, version);
  }

  /**
   * @param versions one person's, each once, in any order: who keeps them by content hash has
   *     looked
   */
  public static History ofDistinct(Collection<LifeEvent> versions) {
    return versions.size() <= MOST_A_DAY
        ? new History(List.copyOf(versions), versions.size())
        : withoutCrowdedDays(versions);
  }

  /**
   * The facts as the registers knew them at {@code knownBy} (included): of each fact the newest
   * version recorded by then, without the facts retracted by then.
   *
   * @param knownBy the register time, or null for everything known
   * @return in order of (register, row); the assembler gives them their place in the sequence
   */
  public List<LifeEvent> asKnownBy(Instant knownBy) {
    TreeMap<FactId, LifeEvent> newest = new TreeMap<>();
    for (LifeEvent version : versions) {
      if (knownBy == null || !version.recorded().isAfter(knownBy)) {
        newest.merge(version.fact(), version, History::newer);
      }
    }
    List<LifeEvent> facts = new ArrayList<>(newest.size());
    for (LifeEvent version : newest.values()) {
      if (version.kind() == EventKind.ASSERTED) {
        facts.add(version);
      }
    }
    return facts;
  }

  /**
   * How many distinct versions there are: grows by one with each new version, but for those of a
   * day that has too many already, and never shrinks.
   */
  public long version() {
    return version;
  }

  /** How many distinct versions are held of one fact. */
  public long versionsOf(String register, String row) {
    FactId fact = new FactId(register, row);
    return versions.stream().filter(version -> version.fact().equals(fact)).count();
  }

  /** The newest version of all by register time, or nothing in an empty history. */
  public Optional<LifeEvent> newestVersion() {
    return versions.stream().max(LifeEvent.BY_VERSION);
  }

  private static LifeEvent newer(LifeEvent a, LifeEvent b) {
    return LifeEvent.BY_VERSION.compare(a, b) >= 0 ? a : b;
  }
}
