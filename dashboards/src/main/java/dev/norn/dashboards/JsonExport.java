package dev.norn.dashboards;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.norn.dashboards.ReadRows.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Map;

/** {@code {"provenance": {…}, "rows": [{…}, …]}}. */
final class JsonExport {

  private JsonExport() {}

  static byte[] write(ReadRows rows, Map<String, String> provenance) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonRows.MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      json.writePOJOField("provenance", provenance);
      json.writeArrayFieldStart("rows");
      for (Object[] row : rows.rows()) {
        json.writeStartObject();
        for (int i = 0; i < row.length; i++) {
          Column column = rows.columns().get(i);
          json.writeFieldName(column.name());
          value(json, row[i]);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
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
