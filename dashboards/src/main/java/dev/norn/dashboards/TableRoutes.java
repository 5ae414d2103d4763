package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.dashboards.TableQuestion.Dimension;
import dev.norn.dashboards.TableQuestion.Measure;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Duration;

/** Tables: the only way out for numbers about people to callers who see no person. */
final class TableRoutes {

  /** Of a question that somebody waits for. */
  static final Duration AT_ONCE = Duration.ofSeconds(30);

  private final RunRoutes runs;
  private final OutputGate gate;

  TableRoutes(RunRoutes runs, OutputGate gate) {
    this.runs = runs;
    this.gate = gate;
  }

  /** Cells of the one table that the run's outcome has. */
  Answer table(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    TableQuestion question = TableQuestion.asked(context);
    gate.spend(asker);
    return Answer.json(answered(asker, question, AT_ONCE));
  }

  /** As the gate lets it out now; the table is spent already. */
  ObjectNode answered(Asker asker, TableQuestion question, Duration patience) throws SQLException {
    JsonNode run = runs.named(asker, question.run());
    ArrayNode whole = gate.table(question.run(), question.outcome(), patience);
    ObjectNode answer = JsonRows.MAPPER.createObjectNode();
    answer.set("run", run);
    answer.put("outcome", question.outcome()).put("people", "with a probability");
    answer.set("rules", gate.rulesAsJson());
    answer.set("cells", cells(question, whole));
    return answer;
  }

  private static ArrayNode cells(TableQuestion question, ArrayNode whole) {
    ArrayNode cells = JsonRows.MAPPER.createArrayNode();
    for (JsonNode cell : whole) {
      if (question.summed().stream().allMatch(dimension -> cell.get(dimension.key()).isNull())) {
        cells.add(asked(question, cell));
      }
    }
    return cells;
  }

  private static ObjectNode asked(TableQuestion question, JsonNode cell) {
    ObjectNode shown = JsonRows.MAPPER.createObjectNode();
    for (Dimension dimension : question.dimensions()) {
      shown.set(dimension.key(), cell.get(dimension.key()));
    }
    if (cell.has(CountedPeople.HIDDEN)) {
      return shown.set(CountedPeople.HIDDEN, cell.get(CountedPeople.HIDDEN));
    }
    for (Measure measure : question.measures()) {
      shown.set(measure.key(), cell.get(measure.key()));
    }
    return shown;
  }
}
