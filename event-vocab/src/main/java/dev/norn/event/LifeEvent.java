package dev.norn.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One version of one fact of a person's life, in both times: {@code occurred}/{@code until} say
 * when it happened, {@code recorded} when the register knew it so.
 *
 * @param person whose life
 * @param register the register that states the fact
 * @param row the fact's name within the register
 * @param occurred the day it happened or began
 * @param until the last day of a state, included; null while open and for point events
 * @param recorded when the register knew this version (UTC, whole microseconds)
 * @param revision breaks ties between versions recorded at one instant; 0 or more
 * @param kind a fact asserted or retracted, or a person forgotten or readmitted
 * @param fields the coded content as the register gives it; absent means missing. Pseudonyms of kin
 *     stand among them, see {@link #kin}
 */
public record LifeEvent(
    PersonId person,
    String register,
    String row,
    LocalDate occurred,
    LocalDate until,
    Instant recorded,
    int revision,
    EventKind kind,
    Map<String, String> fields) {

  /** What the fields' names begin with that hold pseudonyms of kin; no token rule reads them. */
  public static final String KIN = "kin.";

  /**
   * Oldest to newest version of one fact: (recorded, revision, content hash), a total order, so
   * that the order of arrival never matters.
   */
  public static final Comparator<LifeEvent> BY_VERSION =
      Comparator.comparing(LifeEvent::recorded)
          .thenComparingInt(LifeEvent::revision)
          .thenComparing(LifeEvent::contentHash);

  public LifeEvent {
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(register, "register");
    Objects.requireNonNull(row, "row");
    Objects.requireNonNull(occurred, "occurred");
    Objects.requireNonNull(kind, "kind");
    // The wire and the database keep microseconds; finer parts would break equality across them.
    recorded = Objects.requireNonNull(recorded, "recorded").truncatedTo(ChronoUnit.MICROS);
    if (revision < 0) {
      throw new IllegalArgumentException("revision must be 0 or more, got " + revision);
    }
    if (until != null && until.isBefore(occurred)) {
      throw new IllegalArgumentException("until lies before occurred");
    }
    fields = Map.copyOf(fields);
  }

  /**
   * What is said of a person as a whole, by nobody's register.
   *
   * @param kind forgotten or readmitted
   */
  public static LifeEvent said(PersonId person, EventKind kind, Instant when) {
    if (!kind.isOfPerson()) {
      throw new IllegalArgumentException(kind + " is said of a fact");
    }
    LocalDate day = LocalDate.ofInstant(when, ZoneOffset.UTC);
    return new LifeEvent(person, "norn", kind.name(), day, null, when, 0, kind, Map.of());
  }

  /**
   * The kin that this version names.
   *
   * @return pseudonyms by the link's name, such as mother
   */
  public SortedMap<String, PersonId> kin() {
    SortedMap<String, PersonId> kin = new TreeMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith(KIN)) {
            kin.put(name.substring(KIN.length()), new PersonId(value));
          }
        });
    return kin;
  }

  public FactId fact() {
    return new FactId(register, row);
  }

  /** Whether it states an end that lay ahead when it was recorded: planned, or filled in later. */
  public boolean endsAfterItsRecording() {
    return until != null && until.isAfter(LocalDate.ofInstant(recorded, ZoneOffset.UTC));
  }

  /** SHA-256 of everything that this version says, in hexadecimal; equal content, equal hash. */
  public String contentHash() {
    return ContentHash.of(this);
  }
}
