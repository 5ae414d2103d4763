package dev.norn.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The YAML definition files (registers, cohorts, outcomes) and their JSON twin inside vocabularies
 * and job parameters. Keys are kebab-case; an unknown key is an error, since a misspelt rule that
 * is silently ignored changes who is counted.
 */
public final class DefinitionFile {

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  // Maps in order of key: equal definitions are equal text, in every process.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private DefinitionFile() {}

  /**
   * @throws DefinitionException with file, line and column when the file does not say what it must
   */
  public static <T> T read(Path file, Class<T> type) {
    byte[] content = bytes(file);
    try {
      if (YAML.readTree(content).isEmpty()) {
        throw new DefinitionException(
            "["
                + file.getFileName()
                + ":1:1] the file holds no keys; write the definition or remove the file");
      }
      return YAML.readValue(content, type);
    } catch (JacksonException e) {
      String place = DefinitionPlace.of(e, YAML.getFactory(), content);
      throw new DefinitionException(
          "[" + file.getFileName() + ":" + place + "] " + DefinitionProblem.of(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory are read without I/O", e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DefinitionException(
          "[" + file + "] cannot be read (" + e.getClass().getSimpleName() + "); check the path",
          e);
    }
  }

  /** All definitions in a folder whose names end in {@code suffix}, in order of name. */
  public static <T> List<T> readAll(Path folder, String suffix, Class<T> type) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .sorted()
          .map(file -> read(file, type))
          .toList();
    } catch (IOException e) {
      throw new DefinitionException("[" + folder + "] is not a folder that can be read", e);
    }
  }

  /** The one-line JSON twin of a definition; {@link #fromJson} gives back an equal value. */
  public static String toJson(Object definition) {
    try {
      return JSON.writeValueAsString(definition);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a definition: " + definition.getClass(), e);
    }
  }

  public static <T> T fromJson(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JacksonException e) {
      throw new DefinitionException(
          "[" + type.getSimpleName() + " as JSON] " + DefinitionProblem.of(e), e);
    }
  }
}
