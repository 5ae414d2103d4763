package dev.norn.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Rows of a view as JSON: dates and times in ISO 8601, times in UTC, numbers as they are. */
final class JsonRows {

  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonRows() {}

  static ArrayNode read(ResultSet result) throws SQLException {
    var columns = result.getMetaData();
    var rows = JSON.arrayNode();
    while (result.next()) {
      var row = rows.addObject();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        row.set(columns.getColumnLabel(i), value(result, i, columns.getColumnTypeName(i)));
      }
    }
    return rows;
  }

  private static JsonNode value(ResultSet result, int column, String type) throws SQLException {
    if (result.getObject(column) == null) {
      return JSON.nullNode();
    }
    return switch (type) {
      case "bool" -> JSON.booleanNode(result.getBoolean(column));
      case "int4", "int8" -> JSON.numberNode(result.getLong(column));
      case "float4" -> JSON.numberNode(result.getFloat(column));
      case "float8" -> JSON.numberNode(result.getDouble(column));
      case "timestamptz" -> JSON.textNode(instant(result, column));
      case "jsonb" -> tree(result.getString(column));
      case "_float4", "_float8" -> numbers(result.getArray(column));
      default -> JSON.textNode(result.getString(column));
    };
  }

  private static String instant(ResultSet result, int column) throws SQLException {
    return result
        .getObject(column, OffsetDateTime.class)
        .withOffsetSameInstant(ZoneOffset.UTC)
        .toInstant()
        .toString();
  }

  private static ArrayNode numbers(Array array) throws SQLException {
    var numbers = JSON.arrayNode();
    for (Object number : (Object[]) array.getArray()) {
      numbers.add(
          number instanceof Float single
              ? JSON.numberNode(single)
              : JSON.numberNode((Double) number));
    }
    return numbers;
  }

  private static JsonNode tree(String json) throws SQLException {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException failure) {
      throw new SQLException("a jsonb column holds no JSON", failure);
    }
  }
}
