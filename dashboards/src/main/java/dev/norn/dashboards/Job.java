package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.disclosure.CallerRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A question that is answered later, as the database has it.
 *
 * @param project of the caller; null for none
 * @param request that asked, as the audit log names it
 * @param progress share that is done, 0 to 1
 * @param attempt how often it was begun
 * @param finished when it ended, in whichever way; null before
 * @param problem why it failed; null otherwise
 * @param result null unless it is done
 */
record Job(
    UUID id,
    String caller,
    CallerRole role,
    String project,
    String purpose,
    String request,
    JobQuestion question,
    State state,
    double progress,
    int attempt,
    Instant asked,
    Instant started,
    Instant finished,
    JsonNode problem,
    JobResult result) {

  /** Where a job is. */
  enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Null for a job that goes on. */
  private Instant expires(Duration kept) {
    return finished == null ? null : finished.plus(kept);
  }

  /** As its caller sees it: without the people whom it asks about. */
  ObjectNode toJson(Duration kept) {
    ObjectNode json = JsonRows.MAPPER.createObjectNode();
    json.put("id", id.toString()).put("state", state.toString()).put("progress", progress);
    json.put("caller", caller).put("role", role.toString());
    json.put("project", project).put("purpose", purpose);
    ObjectNode asks = JsonRows.MAPPER.valueToTree(question);
    asks.remove("persons");
    json.set("question", asks);
    json.put("asked_at", text(asked)).put("started_at", text(started));
    json.put("finished_at", text(finished)).put("expires_at", text(expires(kept)));
    json.set("problem", problem);
    json.put("rows", result == null ? null : result.rows());
    json.put("result", result == null ? null : JobRoutes.PATH + "/" + id + "/result");
    return json;
  }

  private static String text(Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
