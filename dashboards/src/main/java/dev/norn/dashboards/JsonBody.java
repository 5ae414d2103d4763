package dev.norn.dashboards;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;

/** A question in the body of a request: JSON that says nothing twice and nothing else. */
final class JsonBody {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .build();

  private JsonBody() {}

  /**
   * @param expected what a caller is told whose body is none; a fixed text, which repeats nothing
   */
  static <T> T read(Context context, Class<T> type, String expected) {
    String sent = context.contentType();
    // A web page cannot send JSON elsewhere unasked, as it can a form.
    if (sent == null || !sent.split(";")[0].strip().equalsIgnoreCase("application/json")) {
      throw new Problem(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "[Content-Type] expected application/json");
    }
    try {
      T read = MAPPER.readValue(context.bodyAsBytes(), type);
      if (read == null) {
        throw new Problem(HttpStatus.BAD_REQUEST, expected);
      }
      return read;
    } catch (JacksonException e) {
      throw new Problem(HttpStatus.BAD_REQUEST, expected);
    } catch (IOException e) {
      throw new Problem(HttpStatus.BAD_REQUEST, "[body] does not come as its headers say");
    }
  }
}
