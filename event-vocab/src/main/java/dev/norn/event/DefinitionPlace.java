package dev.norn.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Where in a definition file the problem stands. */
final class DefinitionPlace {

  private DefinitionPlace() {}

  /**
   * The line and column of the key that the problem is about. A record is built when its last key
   * has been read, so the place that Jackson gives is often lines further down.
   */
  static String of(JacksonException e, JsonFactory yaml, byte[] content) {
    JsonLocation at = e.getLocation();
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      at = find(mapping, yaml, content, at);
    }
    return at == null ? "1:1" : Math.max(1, at.getLineNr()) + ":" + Math.max(1, at.getColumnNr());
  }

  private static JsonLocation find(
      JsonMappingException problem, JsonFactory yaml, byte[] content, JsonLocation otherwise) {
    Map<JsonPointer, Integer> steps = steps(problem);
    JsonLocation found = otherwise;
    int deepest = 0;
    try (JsonParser parser = yaml.createParser(content)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        int depth = steps.getOrDefault(parser.getParsingContext().pathAsPointer(), 0);
        if (depth > deepest) {
          deepest = depth;
          found = parser.currentTokenLocation();
        }
      }
    } catch (IOException e) {
      // The file was readable a moment ago; the place found so far will do.
    }
    return found;
  }

  /** The path to the problem and to everything around it, with how deep each lies. */
  private static Map<JsonPointer, Integer> steps(JsonMappingException problem) {
    Map<JsonPointer, Integer> steps = new HashMap<>();
    JsonPointer path = JsonPointer.empty();
    for (Reference step : problem.getPath()) {
      path =
          step.getFieldName() == null
              ? path.appendIndex(step.getIndex())
              : path.appendProperty(step.getFieldName());
      steps.put(path, steps.size() + 1);
    }
    return steps;
  }
}
