package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.disclosure.Callers;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * What leaves.
 *
 * @param file in place of the body; null without one
 * @param stream in place of the body; null without one
 * @param rows for the audit log
 * @param tag that changes with what leaves; null where none is told
 * @param cached whether the caller's own cache may keep it: never what is about persons
 */
record Answer(
    HttpStatus status,
    String type,
    byte[] body,
    Path file,
    Stream stream,
    long rows,
    String tag,
    boolean cached) {

  /** Written while it is read. */
  interface Stream {
    /**
     * @param out is closed
     */
    void to(OutputStream out) throws IOException, SQLException;
  }

  /** Jetty's word for an answer that ends in the middle. */
  private static final int CUT = -1;

  static Answer json(JsonNode body) {
    return json(body, rows(body));
  }

  static Answer json(JsonNode body, long rows) {
    return bytes("application/json", body.toString().getBytes(StandardCharsets.UTF_8), rows);
  }

  static Answer bytes(String type, byte[] body, long rows) {
    return new Answer(HttpStatus.OK, type, body, null, null, rows, null, false);
  }

  /** For what names no person: whoever has it already is told so. */
  static Answer tagged(JsonNode body) {
    Answer answer = json(body);
    String tag = quoted(Callers.sha256(body.toString()));
    return new Answer(answer.status, answer.type, answer.body, null, null, answer.rows, tag, true);
  }

  static Answer file(JobResult result, Path file) {
    return new Answer(
        HttpStatus.OK, result.type(), null, file, null, result.rows(), quoted(result.tag()), false);
  }

  static Answer streamed(String type, long rows, Stream stream) {
    return new Answer(HttpStatus.OK, type, null, null, stream, rows, null, false);
  }

  private static String quoted(String sha256) {
    return '"' + sha256.substring(0, 32) + '"';
  }

  Answer with(HttpStatus other) {
    return new Answer(other, type, body, file, stream, rows, tag, cached);
  }

  /** Of a list its items, of a page the items of its lists, of one thing 1. */
  private static long rows(JsonNode answer) {
    if (answer.isArray()) {
      return answer.size();
    }
    long rows = 0;
    for (JsonNode part : answer) {
      rows += part.isArray() ? part.size() : 0;
    }
    return Math.max(1, rows);
  }

  void send(Context context) throws IOException {
    context.header("Cache-Control", cached ? "private, no-cache" : "no-store");
    if (tag != null) {
      context.header("ETag", tag);
    }
    if (tag != null && isKnown(context.header("If-None-Match"))) {
      context.status(HttpStatus.NOT_MODIFIED);
      return;
    }
    context.status(status).contentType(type);
    if (stream != null) {
      write(context);
    } else if (file == null) {
      context.result(body);
    } else {
      context.result(opened());
    }
  }

  /** What breaks off after it began is cut, so that nobody takes a part for the whole. */
  private void write(Context context) throws IOException {
    try {
      stream.to(context.outputStream());
    } catch (IOException | SQLException | RuntimeException e) {
      if (!context.res().isCommitted()) {
        throw new IOException("no answer began", e);
      }
      context.res().sendError(CUT);
    }
  }

  private InputStream opened() throws IOException {
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new Problem(
          HttpStatus.GONE, "[result] is not in this server's folder any more; ask again");
    }
  }

  private boolean isKnown(String sent) {
    return sent != null
        && Arrays.stream(sent.split(","))
            .map(known -> known.strip().replaceFirst("^W/", ""))
            .anyMatch(known -> known.equals(tag) || known.equals("*"));
  }
}
