package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** What rows come from, by names that go inside every form of them. */
final class Provenance {

  private Provenance() {}

  /**
   * @param asked the run or release, as the API's lists have it
   * @param request that asked
   */
  static Map<String, String> of(
      String path, JsonNode asked, String landmark, String query, String request) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("source", "Norn " + path);
    asked
        .properties()
        .forEach(
            named -> {
              String name = named.getKey().equals("id") ? "run" : named.getKey();
              provenance.put(name, named.getValue().asText("none"));
            });
    provenance.put("landmark", landmark);
    provenance.put("query", query);
    provenance.put("asked_at", Instant.now().toString());
    provenance.put("request", request);
    provenance.put("notice", "Personal data. Not for decisions about a person.");
    return provenance;
  }

  static String landmark(ReadRows rows) {
    int column = rows.column("landmark");
    var landmarks = new TreeSet<String>();
    rows.rows().forEach(row -> landmarks.add(String.valueOf(row[column])));
    return landmarks.size() == 1 ? landmarks.first() : "of each row";
  }
}
