package dev.norn.dashboards;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The forms in which rows leave; the caller's Accept names one. */
enum RowsFormat {
  JSON("application/json") {
    @Override
    byte[] write(ReadRows rows, Map<String, String> provenance) throws IOException {
      return JsonExport.write(rows, provenance);
    }
  },
  CSV("text/csv") {
    @Override
    byte[] write(ReadRows rows, Map<String, String> provenance) throws IOException {
      return CsvExport.write(rows, provenance);
    }
  },
  ARROW("application/vnd.apache.arrow.stream") {
    @Override
    byte[] write(ReadRows rows, Map<String, String> provenance) throws IOException {
      return ArrowExport.write(rows, provenance);
    }
  };

  private final String mediaType;

  RowsFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * @param provenance goes inside, in its order
   */
  abstract byte[] write(ReadRows rows, Map<String, String> provenance) throws IOException;

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
        "[Accept] expected application/json, text/csv or application/vnd.apache.arrow.stream");
  }

  Answer answer(ReadRows rows, Map<String, String> provenance) {
    try {
      return new Answer(mediaType, write(rows, provenance), rows.rows().size(), null);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory are written without I/O", e);
    }
  }
}
