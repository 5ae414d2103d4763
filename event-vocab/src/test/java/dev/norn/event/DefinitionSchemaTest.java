package dev.norn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.norn.cohort.Cohort;
import dev.norn.cohort.EventLandmark;
import dev.norn.cohort.HashedSplit;
import dev.norn.cohort.ListedSplit;
import dev.norn.disclosure.Callers;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.outcome.OutcomeDefinition;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionSchemaTest {

  @TempDir private Path folder;

  @Test
  void everyKeyOfADefinitionIsInItsSchemaAndNoOther() throws Exception {
    JsonNode cohort = new ObjectMapper().readTree(DefinitionSchema.COHORT.json());
    sameKeys(Cohort.class, cohort, cohort);
    sameKeys(EventLandmark.class, cohort.at("/$defs/event-landmark"), cohort);
    sameKeys(HashedSplit.class, cohort.at("/$defs/hashed-split"), cohort);
    sameKeys(ListedSplit.class, cohort.at("/$defs/listed-split"), cohort);
    JsonNode outcome = new ObjectMapper().readTree(DefinitionSchema.OUTCOME.json());
    sameKeys(OutcomeDefinition.class, outcome, outcome);
    JsonNode callers = new ObjectMapper().readTree(DefinitionSchema.CALLERS.json());
    sameKeys(Callers.class, callers, callers);
    JsonNode disclosure = new ObjectMapper().readTree(DefinitionSchema.DISCLOSURE.json());
    sameKeys(DisclosureRules.class, disclosure, disclosure);
    JsonNode register = new ObjectMapper().readTree(DefinitionSchema.REGISTER.json());
    sameKeys(RegisterDefinition.class, register, register);
    for (Class<?> rule : TokenRule.class.getPermittedSubclasses()) {
      String name =
          PropertyNamingStrategies.KebabCaseStrategy.INSTANCE.translate(rule.getSimpleName());
      sameKeys(rule, register.at("/$defs/token/properties/" + name), register);
    }
  }

  private static void sameKeys(Class<?> definition, JsonNode schema, JsonNode whole) {
    List<String> keys = new ArrayList<>();
    for (RecordComponent component : definition.getRecordComponents()) {
      String key = key(component);
      keys.add(key);
      Class<?> part = part(component.getGenericType());
      if (part.isRecord()
          && part.getName().startsWith("dev.norn")
          && part.getRecordComponents().length > 1) {
        sameKeys(part, resolve(schema.at("/properties/" + key), whole), whole);
      }
    }
    assertThat(schema.get("properties").fieldNames())
        .toIterable()
        .as(definition.getSimpleName())
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  private static String key(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null
        ? PropertyNamingStrategies.KebabCaseStrategy.INSTANCE.translate(component.getName())
        : named.value();
  }

  private static Class<?> part(Type type) {
    Type inner = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
    return (Class<?>) inner;
  }

  private static JsonNode resolve(JsonNode schema, JsonNode whole) {
    // Of one, or a list of them, the one.
    JsonNode first = schema.has("anyOf") ? schema.get("anyOf").get(0) : schema;
    JsonNode items = first.has("items") ? first.get("items") : first;
    return items.has("$ref") ? whole.at(items.get("$ref").asText().substring(1)) : items;
  }

  static Stream<Path> examples() throws Exception {
    // The nation's cohorts are written with dates filled in: their test is where they are written.
    return Stream.concat(
        definitions(Path.of("../examples"), "cohort|outcome|register"),
        definitions(Path.of("../ingestion/src/main/resources/nation"), "outcome|register"));
  }

  private static Stream<Path> definitions(Path folder, String kinds) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(" + kinds + ")\\.yaml"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExamplesAreAsTheirSchemaSays(Path file) throws Exception {
    String kind = file.toString().replaceAll(".*\\.(\\w+)\\.yaml", "$1");
    DefinitionSchema schema = DefinitionSchema.valueOf(kind.toUpperCase(Locale.ROOT));
    assertThat(problems(schema, Files.readString(file))).isEmpty();
    assertThatCode(() -> DefinitionFile.read(file, definition(schema))).doesNotThrowAnyException();
  }

  private static Class<?> definition(DefinitionSchema schema) {
    return switch (schema) {
      case CALLERS -> Callers.class;
      case COHORT -> Cohort.class;
      case DISCLOSURE -> DisclosureRules.class;
      case OUTCOME -> OutcomeDefinition.class;
      case REGISTER -> RegisterDefinition.class;
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ages: {from: 30, to: 90}",
        "age: {from: thirty, to: 90}",
        "minimum-history: two years",
        "absent: [{field: event}]",
        "present: [{register: work, values: [a]}]",
        "present: [{register: work, times: 0}]",
        "present: [{register: work, within: P0}]",
        "sample: {share: 1.5, seed: 1}"
      })
  void whatTheSchemaRefusesTheReaderRefusesToo(String wrong) throws Exception {
    String cohort =
        """
        cohort: adults
        landmark: 2015-12-31
        split: {seed: 1, train: 0.7, validation: 0.15, test: 0.15}
        """;
    assertThat(problems(DefinitionSchema.COHORT, cohort)).isEmpty();
    assertThat(problems(DefinitionSchema.COHORT, cohort + wrong)).isNotEmpty();
    Path file = Files.writeString(folder.resolve("wrong.cohort.yaml"), cohort + wrong);
    assertThatThrownBy(() -> DefinitionFile.read(file, Cohort.class))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("wrong.cohort.yaml:4:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour: red",
        "recorded: {column: a, lag-days: 3}",
        "where: {column: a}",
        "where: [{column: a, in: [b], not-in: [c]}]",
        "fields: [{name: a, token: {category: {prefix: A}, presence: {prefix: B}}}]",
        "fields: [{name: a, token: {category: {prefix: A, length: 0}}}]",
        "fields: [{name: a, token: {quantiles: {prefix: A, bins: 10, by: month}}}]",
        "kin: [{name: Mother}]",
        "waves: {rows: []}"
      })
  void whatTheSchemaOfRegistersRefusesTheReaderRefusesToo(String wrong) throws Exception {
    String register =
        """
        register: health
        order: 1
        source: {files: "health*.csv"}
        person: id
        row: [visit]
        occurred: {column: day}
        """;
    assertThat(problems(DefinitionSchema.REGISTER, register)).isEmpty();
    assertThat(problems(DefinitionSchema.REGISTER, register + wrong)).isNotEmpty();
    Path file = Files.writeString(folder.resolve("wrong.register.yaml"), register + wrong);
    assertThatThrownBy(() -> DefinitionFile.read(file, RegisterDefinition.class))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("wrong.register.yaml:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "minimum-count: 2",
        "minimum-count: ten",
        "minimum-count: 9.5",
        "minimum: 10",
        "zeros-disclose: perhaps",
        "dominant-share: 0",
        "dominant-share: 1.2",
        "rounding-base: 0",
        "rounding-base: [1]"
      })
  void whatTheSchemaOfDisclosureRulesRefusesTheReaderRefusesToo(String wrong) throws Exception {
    assertThat(problems(DefinitionSchema.DISCLOSURE, "minimum-count: 5\nzeros-disclose: false\n"))
        .isEmpty();
    assertThat(problems(DefinitionSchema.DISCLOSURE, wrong)).isNotEmpty();
    Path file = Files.writeString(folder.resolve("disclosure.yaml"), wrong);
    assertThatThrownBy(() -> DefinitionFile.read(file, DisclosureRules.class))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("disclosure.yaml:1:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: Anna, role: viewer, sha256: %s}",
        "{name: anna, role: owner, sha256: %s}",
        "{name: anna, sha256: %s}",
        "{name: anna, role: viewer, sha256: abc}",
        "{name: anna, role: viewer, token: %s}",
        "{name: anna, role: viewer, sha256: %s, expires: soon}"
      })
  void whatTheSchemaOfCallersRefusesTheReaderRefusesToo(String wrong) throws Exception {
    String hash = Callers.sha256("t");
    String right = "callers: [{name: anna, role: viewer, sha256: " + hash + "}]";
    assertThat(problems(DefinitionSchema.CALLERS, right)).isEmpty();
    String yaml = "callers: [" + wrong.formatted(hash) + "]";
    assertThat(problems(DefinitionSchema.CALLERS, yaml)).isNotEmpty();
    Path file = Files.writeString(folder.resolve("callers.yaml"), yaml);
    assertThatThrownBy(() -> DefinitionFile.read(file, Callers.class))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("callers.yaml:1:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2015-12-31                                                                        | true",
        "{first: {register: health, field: diagnosis, values: [E11]}, from: 2010-01-01, to: 2015-12-31} | true",
        "{first: {register: health}, from: 2010-01-01}                                     | false",
        "{first: {register: health, times: 2}, from: 2010-01-01, to: 2015-12-31}           | false",
        "{first: {register: health, values: [E11]}, from: 2010-01-01, to: 2015-12-31}      | false",
        "soon                                                                              | false"
      })
  void aLandmarkIsADayOrAnEvent(String landmark, boolean fits) throws Exception {
    String cohort =
        "cohort: c\nlandmark: %s\nsplit: {seed: 1, train: 0.7, validation: 0.15, test: 0.15}\n"
            .formatted(landmark);
    assertThat(problems(DefinitionSchema.COHORT, cohort).isEmpty()).isEqualTo(fits);
    Path file = Files.writeString(folder.resolve("landmark.cohort.yaml"), cohort);
    ThrowingCallable read = () -> DefinitionFile.read(file, Cohort.class);
    if (fits) {
      assertThatCode(read).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(read).isInstanceOf(DefinitionException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{seed: 1, train: 0.7, validation: 0.15, test: 0.15}  | true",
        "{list: sides.csv}                                    | true",
        "{list: sides.parquet, kin: [mother, father]}         | true",
        "{list: sides.csv, sha256: abc}                       | false",
        "{list: sides.csv, seed: 1}                           | false",
        "{list: sides.csv, kin: mother}                       | false",
        "{seed: 1, train: 0.7, validation: 0.15}              | false",
        "{seed: 1.5, train: 0.7, validation: 0.15, test: 0.15} | false",
        "{kin: [mother]}                                      | false"
      })
  void aSplitIsAHashOrAList(String split, boolean fits) throws Exception {
    String cohort = "cohort: c\nlandmark: 2015-12-31\nsplit: %s\n".formatted(split);
    assertThat(problems(DefinitionSchema.COHORT, cohort).isEmpty()).isEqualTo(fits);
    Path file = Files.writeString(folder.resolve("split.cohort.yaml"), cohort);
    ThrowingCallable read = () -> DefinitionFile.read(file, Cohort.class);
    if (fits) {
      assertThatCode(read).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(read)
          .isInstanceOf(DefinitionException.class)
          .hasMessageContaining("split.cohort.yaml:3:");
    }
  }

  private static List<String> problems(DefinitionSchema schema, String yaml) {
    JsonSchema compiled =
        JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema.json());
    return compiled
        .validate(
            yaml,
            InputFormat.YAML,
            context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
        .stream()
        .map(Object::toString)
        .toList();
  }
}
