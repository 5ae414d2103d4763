package dev.norn.dashboards;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.norn.dashboards.ReadRows.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;

/** {@code {"provenance": {…}, "rows": [{…}, …]}}. */
final class JsonExport {

  private JsonExport() {}

  static void write(RowsPages pages, Map<String, String> provenance, OutputStream out)
      throws IOException, SQLException {
    try (JsonGenerator json = JsonRows.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writePOJOField("provenance", provenance);
      json.writeArrayFieldStart("rows");
      for (ReadRows page = pages.next(); page != null; page = pages.next()) {
        for (Object[] row : page.rows()) {
          write(json, page, row);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, ReadRows page, Object[] row) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < row.length; i++) {
      Column column = page.columns().get(i);
      json.writeFieldName(column.name());
      value(json, row[i]);
    }
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Float number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean bit) {
      json.writeBoolean(bit);
    } else if (value instanceof float[] numbers) {
      json.writeStartArray();
      for (float number : numbers) {
        json.writeNumber(number);
      }
      json.writeEndArray();
    } else if (value instanceof OffsetDateTime time) {
      json.writeString(time.toInstant().toString());
    } else {
      json.writeString(value == null ? null : value.toString());
    }
  }
}
