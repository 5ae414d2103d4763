package dev.norn.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The JSON Schema (draft 2020-12) of a kind of definition file, for editors and for other tools.
 * What a schema cannot say, such as that shares sum to 1, {@link DefinitionFile} checks alone.
 */
public enum DefinitionSchema {
  CALLERS,
  COHORT,
  DISCLOSURE,
  OUTCOME,
  REGISTER;

  public String json() {
    String name = "/schema/" + this + ".schema.json";
    try (InputStream resource = PackagedResource.open(DefinitionSchema.class, name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema is part of this jar", e);
    }
  }

  /** As commands and files write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
