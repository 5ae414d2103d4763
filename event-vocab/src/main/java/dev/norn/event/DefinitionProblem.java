package dev.norn.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says what is wrong with a definition in the words of the file, without names from our code. */
final class DefinitionProblem {

  private static final Pattern KNOWN_KINDS = Pattern.compile("known type ids = \\[(.*?)]");

  private DefinitionProblem() {}

  /** The key's path where there is one, what was found there, what is expected. */
  static String of(JacksonException e) {
    String path = e instanceof JsonMappingException mapping ? path(mapping.getPath()) : "";
    return (path.isEmpty() ? "" : path + ": ") + what(e);
  }

  private static String what(JacksonException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "this key is not known; known here: "
          + unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
    }
    if (e instanceof InvalidTypeIdException kind) {
      Matcher known = KNOWN_KINDS.matcher(kind.getOriginalMessage());
      return (kind.getTypeId() == null
              ? "no kind is given"
              : "no kind is called " + kind.getTypeId())
          + (known.find() ? "; expected one of " + known.group(1) : "");
    }
    if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
      String refusal = refused.getCause().getMessage();
      // Copying a list refuses null without a word.
      return refusal == null
          ? "a list holds an empty item; write a value there or take the item out"
          : refusal;
    }
    if (e instanceof MismatchedInputException mismatch) {
      return "expected " + expected(mismatch.getTargetType());
    }
    return e.getCause() instanceof MarkedYAMLException yaml
        ? "not YAML: " + yaml.getProblem() + "; check indentation, colons and quotes"
        : e.getOriginalMessage() + "; correct the file";
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a text";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "keys with their values";
  }

  private static String path(List<Reference> path) {
    StringBuilder text = new StringBuilder();
    for (Reference step : path) {
      if (step.getFieldName() == null) {
        text.append('[').append(step.getIndex() + 1).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return text.toString();
  }
}
