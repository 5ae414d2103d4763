package dev.norn.dashboards;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;

/** The forms in which rows leave; the caller's Accept names one. */
enum RowsFormat {
  @JsonProperty("json")
  JSON("application/json", JsonExport::write),
  @JsonProperty("csv")
  CSV("text/csv", CsvExport::write),
  @JsonProperty("arrow")
  ARROW("application/vnd.apache.arrow.stream", ArrowExport::write),
  @JsonProperty("parquet")
  PARQUET("application/vnd.apache.parquet", ParquetExport::write);

  private interface Writer {
    void write(RowsPages pages, Map<String, String> provenance, OutputStream out)
        throws IOException, SQLException;
  }

  private final String mediaType;
  private final Writer writer;

  RowsFormat(String mediaType, Writer writer) {
    this.mediaType = mediaType;
    this.writer = writer;
  }

  String mediaType() {
    return mediaType;
  }

  /** The first that Accept names, whatever its weight; JSON where it takes anything. */
  static RowsFormat asked(Context context) {
    String accept = context.header("Accept");
    if (accept == null) {
      return JSON;
    }
    for (String range : accept.split(",")) {
      String type = range.split(";", 2)[0].strip();
      for (RowsFormat format : values()) {
        if (format.mediaType.equalsIgnoreCase(type)) {
          return format;
        }
      }
      if (type.equals("*/*") || type.equals("application/*")) {
        return JSON;
      }
    }
    throw new Problem(
        HttpStatus.NOT_ACCEPTABLE,
        "[Accept] expected application/json, text/csv, application/vnd.apache.arrow.stream or"
            + " application/vnd.apache.parquet");
  }

  Answer answer(ReadRows rows, Map<String, String> provenance) throws SQLException {
    var bytes = new ByteArrayOutputStream();
    try {
      write(RowsPages.of(rows), provenance, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory are written without I/O", e);
    }
    return Answer.bytes(mediaType, bytes.toByteArray(), rows.rows().size());
  }

  /**
   * @param pages one at least, which says what columns there are
   * @param provenance goes inside, in its order
   * @param out is closed
   */
  void write(RowsPages pages, Map<String, String> provenance, OutputStream out)
      throws IOException, SQLException {
    writer.write(pages, provenance, out);
  }
}
