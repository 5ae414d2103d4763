package dev.norn.dashboards;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.norn.event.EventKind;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.sequence.LandmarkDate;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the database has of one person's life.
 *
 * @param landmark the newest that the release predicts for
 * @param versions of all facts, oldest first by register time
 */
record KeptLife(PersonId person, LandmarkDate landmark, List<LifeEvent> versions) {

  /**
   * @param person as the caller says it
   * @throws Problem when the release predicts nothing of the person, or the database lacks a part
   *     of the history that the prediction is of
   */
  static KeptLife of(ResearchDatabase database, Asker asker, String release, String person)
      throws SQLException {
    JsonNode predicted =
        database.row(
            asker,
            """
            SELECT landmark, max(history_version) AS history_version
            FROM norn_research.prediction WHERE release = ? AND person = ?
            GROUP BY landmark ORDER BY landmark DESC LIMIT 1""",
            release,
            person);
    if (predicted == null) {
      throw new Problem(HttpStatus.NOT_FOUND, "[person] has nothing in this release");
    }
    List<LifeEvent> versions = versions(database, asker, new PersonId(person));
    if (History.of(versions).version() < predicted.get("history_version").longValue()) {
      throw new Problem(
          HttpStatus.CONFLICT,
          "[person] not all facts of this life are kept here: norn up keeps those that it reads (--keep-events),"
              + " and shows them to who sees everybody, in no project");
    }
    return new KeptLife(
        new PersonId(person), LandmarkDate.parse(predicted.get("landmark").textValue()), versions);
  }

  private static List<LifeEvent> versions(ResearchDatabase database, Asker asker, PersonId person)
      throws SQLException {
    ArrayNode rows =
        database.rows(
            asker,
            """
            SELECT register, "row", occurred, until, recorded, revision, kind, fields
            FROM norn_research.life_event WHERE person = ?
            ORDER BY recorded, revision, "row", register""",
            person.value());
    List<LifeEvent> versions = new ArrayList<>(rows.size());
    for (JsonNode row : rows) {
      versions.add(version(person, row));
    }
    return versions;
  }

  private static LifeEvent version(PersonId person, JsonNode row) {
    Map<String, String> fields =
        JsonRows.MAPPER.convertValue(row.get("fields"), new TypeReference<>() {});
    return new LifeEvent(
        person,
        row.get("register").textValue(),
        row.get("row").textValue(),
        LocalDate.parse(row.get("occurred").textValue()),
        row.get("until").isNull() ? null : LocalDate.parse(row.get("until").textValue()),
        Instant.parse(row.get("recorded").textValue()),
        row.get("revision").intValue(),
        EventKind.valueOf(row.get("kind").textValue()),
        fields);
  }
}
