package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How sure a probability is: of people on the test split to whom the release gave about as much,
 * the share with the outcome, and its 95 % interval.
 *
 * @param baseRate of the outcome on the test split
 * @param bins of the reliability diagram, in order of their mean prediction
 */
record ReliabilityInterval(double baseRate, JsonNode bins) {

  /**
   * @param evaluation of the release
   * @return null where the outcome is no yes or no that was evaluated
   */
  static ReliabilityInterval of(JsonNode evaluation, String outcome) {
    for (JsonNode each : evaluation.path("outcomes")) {
      if (each.path("outcome").asText().equals(outcome)) {
        JsonNode bins = each.path("model").path("reliability");
        return bins.isEmpty()
            ? null
            : new ReliabilityInterval(each.path("baseRate").asDouble(), bins);
      }
    }
    return null;
  }

  /** Null where the bin is withheld, as too few people are in it. */
  void put(double probability, String low, String high, ObjectNode into) {
    JsonNode nearest = null;
    for (JsonNode bin : bins) {
      if (nearest == null || distance(bin, probability) < distance(nearest, probability)) {
        nearest = bin;
      }
    }
    into.set(low, nearest.path("low"));
    into.set(high, nearest.path("high"));
  }

  private static double distance(JsonNode bin, double probability) {
    JsonNode mean = bin.path("meanPredicted");
    return mean.isNumber() ? Math.abs(mean.asDouble() - probability) : Double.MAX_VALUE;
  }
}
