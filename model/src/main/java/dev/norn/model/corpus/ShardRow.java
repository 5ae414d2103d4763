package dev.norn.model.corpus;

import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;

/** The row being read; overwritten by the next. Columns that were not asked for keep no value. */
final class ShardRow extends GroupConverter {

  private final Converter[] converters;
  private final ListConverter tokens = new ListConverter();
  private final ListConverter days = new ListConverter();
  private final ListConverter ages = new ListConverter();
  private final ListConverter segments = new ListConverter();
  private final Map<String, OutcomeLabel> labels = new LinkedHashMap<>();
  private final Map<String, Integer> followedDays = new HashMap<>();
  private final Map<String, Integer> causes = new HashMap<>();
  private final Map<String, Integer> answers = new HashMap<>();
  private String person;
  private Split split;
  private long historyVersion;
  private long newestRecorded;

  ShardRow(MessageType columns) {
    this.converters =
        columns.getFields().stream()
            .map(field -> converter(field.getName()))
            .toArray(Converter[]::new);
  }

  private Converter converter(String column) {
    return switch (column) {
      case CorpusSchema.PERSON -> new Text(value -> person = value);
      case CorpusSchema.SPLIT -> new Text(value -> split = Split.valueOf(value));
      case CorpusSchema.TOKENS -> tokens;
      case CorpusSchema.DAYS -> days;
      case CorpusSchema.AGES -> ages;
      case CorpusSchema.SEGMENTS -> segments;
      case CorpusSchema.HISTORY_VERSION -> new Number(value -> historyVersion = value);
      case CorpusSchema.NEWEST_RECORDED -> new Number(value -> newestRecorded = value);
      case CorpusSchema.AGE_AT_LANDMARK -> new Number(value -> {});
      default -> outcome(column);
    };
  }

  // Names of outcomes hold no underscore, so the first one ends the prefix.
  private Converter outcome(String column) {
    int start = column.indexOf('_') + 1;
    String name = column.substring(start);
    return switch (column.substring(0, start)) {
      case CorpusSchema.LABEL_PREFIX -> label(name);
      case CorpusSchema.DAYS_PREFIX -> new Number(v -> followedDays.put(name, (int) v));
      case CorpusSchema.CAUSE_PREFIX -> new Number(v -> causes.put(name, (int) v));
      case CorpusSchema.CLASS_PREFIX, CorpusSchema.COUNT_PREFIX ->
          new Number(v -> answers.put(name, (int) v));
      default -> throw new IllegalStateException("no column of a corpus: " + column);
    };
  }

  private Converter label(String outcome) {
    labels.put(outcome, OutcomeLabel.UNKNOWN);
    return new Number(
        value -> labels.put(outcome, value == 1 ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE));
  }

  @Override
  public Converter getConverter(int field) {
    return converters[field];
  }

  // A null is not reported, so what is not known must not stay from the row before.
  @Override
  public void start() {
    labels.replaceAll((outcome, label) -> OutcomeLabel.UNKNOWN);
    followedDays.clear();
    causes.clear();
    answers.clear();
  }

  @Override
  public void end() {}

  String person() {
    return person;
  }

  Split split() {
    return split;
  }

  Map<String, OutcomeLabel> labels() {
    return labels;
  }

  CorpusExample example() {
    return new CorpusExample(
        new PersonSequence(
            new PersonId(person),
            tokens.ints(),
            days.ints(),
            ages.floats(),
            segments.ints(),
            historyVersion,
            Instant.EPOCH.plus(newestRecorded, ChronoUnit.MICROS)),
        split,
        labels,
        followUps(),
        answers);
  }

  private Map<String, FollowUp> followUps() {
    Map<String, FollowUp> followUps = new HashMap<>();
    followedDays.forEach((name, d) -> followUps.put(name, new FollowUp(d, causes.get(name))));
    return followUps;
  }

  private static final class Text extends PrimitiveConverter {
    private final Consumer<String> sink;

    Text(Consumer<String> sink) {
      this.sink = sink;
    }

    @Override
    public void addBinary(Binary value) {
      sink.accept(value.toStringUsingUTF8());
    }
  }

  private static final class Number extends PrimitiveConverter {
    private final LongConsumer sink;

    Number(LongConsumer sink) {
      this.sink = sink;
    }

    @Override
    public void addInt(int value) {
      sink.accept(value);
    }

    @Override
    public void addLong(long value) {
      sink.accept(value);
    }

    // The age at the landmark, which the sequence holds as well.
    @Override
    public void addFloat(float value) {}
  }
}
