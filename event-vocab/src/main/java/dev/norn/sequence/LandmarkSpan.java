package dev.norn.sequence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The days between which people's landmarks lie, both included; written as that day where it is one
 * for everybody, else as an ISO-8601 interval: 2010-01-01/2015-12-31.
 */
public record LandmarkSpan(LandmarkDate earliest, LandmarkDate latest) {

  private static final String TO = "/";

  public LandmarkSpan {
    if (latest.date().isBefore(earliest.date())) {
      throw new IllegalArgumentException(
          "landmark: from %s to %s is no range; give the earlier day first"
              .formatted(earliest, latest));
    }
  }

  @JsonCreator
  public static LandmarkSpan parse(String text) {
    String[] ends = text.split(TO, 2);
    return new LandmarkSpan(LandmarkDate.parse(ends[0]), LandmarkDate.parse(ends[ends.length - 1]));
  }

  public boolean isOneDay() {
    return earliest.equals(latest);
  }

  @JsonValue
  @Override
  public String toString() {
    return isOneDay() ? latest.toString() : earliest + TO + latest;
  }
}
