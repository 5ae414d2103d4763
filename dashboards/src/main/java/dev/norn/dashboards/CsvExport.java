package dev.norn.dashboards;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.norn.dashboards.ReadRows.Column;
import dev.norn.dashboards.ReadRows.Type;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * UTF-8 with a header, after lines of provenance and of columns that begin with {@code #}: {@code
 * read_csv(…, comment='#')}. An empty field is null, an empty text is quoted; an embedding takes a
 * column for each number.
 */
final class CsvExport {

  private CsvExport() {}

  static void write(RowsPages pages, Map<String, String> provenance, OutputStream out)
      throws IOException, SQLException {
    ReadRows rows = pages.next();
    try (CsvWriter csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      provenance.forEach((name, value) -> csv.writeComment(" " + name + ": " + value));
      for (Column column : rows.columns()) {
        csv.writeComment(" column " + column.name() + ": " + column.comment());
      }
      csv.writeRecord(header(rows));
      for (; rows != null; rows = pages.next()) {
        rows.rows().forEach(row -> csv.writeRecord(fields(row)));
      }
    }
  }

  private static List<String> header(ReadRows rows) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < rows.columns().size(); i++) {
      Column column = rows.columns().get(i);
      if (column.type() == Type.EMBEDDING) {
        for (int number = 1; number <= rows.width(i); number++) {
          names.add(column.name() + "_" + number);
        }
      } else {
        names.add(column.name());
      }
    }
    return names;
  }

  private static List<String> fields(Object[] row) {
    List<String> fields = new ArrayList<>();
    for (Object value : row) {
      if (value instanceof float[] numbers) {
        for (float number : numbers) {
          fields.add(Float.toString(number));
        }
      } else if (value instanceof OffsetDateTime time) {
        fields.add(time.toInstant().toString());
      } else {
        fields.add(value == null ? null : value.toString());
      }
    }
    return fields;
  }
}
