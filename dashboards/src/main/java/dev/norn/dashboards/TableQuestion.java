package dev.norn.dashboards;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A table that is asked for.
 *
 * @param run finished scoring run whose people with a probability are counted
 * @param dimensions none gives one cell
 * @param measures the count without any
 */
record TableQuestion(
    String run, String outcome, List<Dimension> dimensions, List<Measure> measures) {

  /**
   * What people are told apart by: things that the run says of them, never a selection of people.
   */
  enum Dimension {
    @JsonProperty("decile")
    DECILE("decile"),
    @JsonProperty("class")
    CLASS("class");

    private final String key;

    Dimension(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  /** What a cell says. */
  enum Measure {
    @JsonProperty("count")
    COUNT("count"),
    @JsonProperty("mean-probability")
    MEAN_PROBABILITY("mean-probability");

    private final String key;

    Measure(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  TableQuestion {
    dimensions = dimensions == null ? List.of() : List.copyOf(dimensions);
    measures = measures == null || measures.isEmpty() ? List.of(Measure.COUNT) : measures;
    measures = List.copyOf(measures);
    if (run == null
        || outcome == null
        || distinct(dimensions) != dimensions.size()
        || distinct(measures) != measures.size()) {
      throw new IllegalArgumentException("run and outcome are needed, and nothing twice");
    }
  }

  private static int distinct(List<?> items) {
    return Set.copyOf(items).size();
  }

  static TableQuestion asked(Context context) {
    return JsonBody.read(
        context,
        TableQuestion.class,
        "[body] expected {run, outcome, dimensions, measures}, dimensions of decile and class,"
            + " measures of count and mean-probability, each once");
  }

  /** Over which the cells that answer it are totals. */
  Set<Dimension> summed() {
    Set<Dimension> summed = EnumSet.allOf(Dimension.class);
    dimensions.forEach(summed::remove);
    return summed;
  }
}
