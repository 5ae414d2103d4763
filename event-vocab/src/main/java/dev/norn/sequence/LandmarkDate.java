package dev.norn.sequence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.norn.event.DatePattern;
import dev.norn.event.LifeEvent;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/** The last day whose events may be used; the day itself is included. */
public record LandmarkDate(LocalDate date) implements Landmark {

  /** Day 0 of every absolute position. */
  public static final LocalDate ORIGIN = LocalDate.of(1900, 1, 1);

  public LandmarkDate {
    Objects.requireNonNull(date, "landmark date");
  }

  @JsonCreator
  public static LandmarkDate parse(String date) {
    return new LandmarkDate(DatePattern.day("landmark", date));
  }

  public boolean includes(LocalDate day) {
    return !day.isAfter(date);
  }

  /** Of everybody, whatever the facts. */
  @Override
  public Optional<LandmarkDate> dateFor(Collection<LifeEvent> known) {
    return Optional.of(this);
  }

  @Override
  public LandmarkSpan span() {
    return new LandmarkSpan(this, this);
  }

  @Override
  public String words() {
    return toString();
  }

  /** Days since {@link #ORIGIN}; negative before it. */
  public static int absoluteDay(LocalDate day) {
    return Math.toIntExact(ChronoUnit.DAYS.between(ORIGIN, day));
  }

  @JsonValue
  @Override
  public String toString() {
    return date.toString();
  }
}
