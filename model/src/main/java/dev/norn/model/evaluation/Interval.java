package dev.norn.model.evaluation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An estimate with its percentile interval. A figure that is undefined is not a number here and
 * null in JSON.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double estimate, double low, double high) {

  static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN, Double.NaN);

  public Interval {
    if (low > high) {
      throw new IllegalArgumentException("[interval] low " + low + " above high " + high);
    }
  }

  @JsonCreator
  static Interval read(
      @JsonProperty("estimate") Double estimate,
      @JsonProperty("low") Double low,
      @JsonProperty("high") Double high) {
    return new Interval(orUndefined(estimate), orUndefined(low), orUndefined(high));
  }

  @JsonValue
  Map<String, Double> json() {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("estimate", orNull(estimate));
    fields.put("low", orNull(low));
    fields.put("high", orNull(high));
    return fields;
  }

  /** Whether the whole interval lies on one side of the value; false when undefined. */
  public boolean excludes(double value) {
    return low > value || high < value;
  }

  /** Three decimals, the interval in brackets; "undefined" when it is. */
  @Override
  public String toString() {
    return rounded(3);
  }

  /** As {@link #toString()}, with as many decimals as asked for. */
  public String rounded(int decimals) {
    if (Double.isNaN(estimate)) {
      return "undefined";
    }
    String number = "%." + decimals + "f";
    if (Double.isNaN(low)) {
      return String.format(Locale.ROOT, number + " [undefined]", estimate);
    }
    return String.format(
        Locale.ROOT, number + " [" + number + ", " + number + "]", estimate, low, high);
  }

  private static double orUndefined(Double value) {
    return value == null ? Double.NaN : value;
  }

  private static Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
