package dev.norn.model.corpus;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.norn.outcome.OutcomeForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of a shard, in their order. */
final class CorpusSchema {

  static final String PERSON = "person";
  static final String SPLIT = "split";
  static final String TOKENS = "tokens";
  static final String DAYS = "days";
  static final String AGES = "ages";
  static final String SEGMENTS = "segments";
  static final String HISTORY_VERSION = "history_version";
  static final String NEWEST_RECORDED = "newest_recorded";
  static final String AGE_AT_LANDMARK = "age_at_landmark";
  static final String LABEL_PREFIX = "label_";
  static final String DAYS_PREFIX = "days_";
  static final String CAUSE_PREFIX = "cause_";
  static final String CLASS_PREFIX = "class_";
  static final String COUNT_PREFIX = "count_";
  static final String LIST = "list";
  static final String ELEMENT = "element";

  private CorpusSchema() {}

  /**
   * @param forms by outcome, in order of name
   */
  static MessageType of(Map<String, OutcomeForm> forms) {
    Stream<Type> outcomes =
        new TreeMap<>(forms)
            .entrySet().stream()
                .flatMap(form -> columns(form.getKey(), form.getValue()))
                .map(name -> Types.optional(INT32).named(name));
    return new MessageType("person", Stream.concat(fixed(), outcomes).toList());
  }

  private static Stream<String> columns(String outcome, OutcomeForm form) {
    Stream<String> followed =
        form.followed() ? Stream.of(DAYS_PREFIX + outcome, CAUSE_PREFIX + outcome) : Stream.of();
    return Stream.concat(
        Stream.concat(Stream.of(LABEL_PREFIX + outcome), followed),
        answerColumn(outcome, form).stream());
  }

  /** Where the answer stands, for kinds that have one beside the label. */
  static Optional<String> answerColumn(String outcome, OutcomeForm form) {
    return switch (form.kind()) {
      case ORDINAL, NEXT_EVENT -> Optional.of(CLASS_PREFIX + outcome);
      case COUNT -> Optional.of(COUNT_PREFIX + outcome);
      case BINARY, TIME_TO_EVENT -> Optional.empty();
    };
  }

  /** Names of the columns that outcomes have, in their order. */
  static List<String> outcomeColumns(MessageType schema) {
    long fixed = fixed().count();
    return schema.getFields().stream().skip(fixed).map(Type::getName).toList();
  }

  private static Stream<Type> fixed() {
    return Stream.of(
        text(PERSON),
        text(SPLIT),
        list(TOKENS, INT32),
        list(DAYS, INT32),
        list(AGES, FLOAT),
        list(SEGMENTS, INT32),
        Types.required(INT64).named(HISTORY_VERSION),
        Types.required(INT64)
            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
            .named(NEWEST_RECORDED),
        Types.required(FLOAT).named(AGE_AT_LANDMARK));
  }

  private static Type text(String name) {
    return Types.required(BINARY).as(LogicalTypeAnnotation.stringType()).named(name);
  }

  private static Type list(String name, PrimitiveTypeName element) {
    return Types.requiredList().requiredElement(element).named(name);
  }
}
