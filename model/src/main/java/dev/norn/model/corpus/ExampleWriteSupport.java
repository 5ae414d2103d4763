package dev.norn.model.corpus;

import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeForm;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes an example as one row. */
final class ExampleWriteSupport extends WriteSupport<CorpusExample> {

  private final MessageType schema;
  private final Map<String, OutcomeForm> forms;
  private final Map<String, String> metadata;
  private RecordConsumer row;

  ExampleWriteSupport(Map<String, OutcomeForm> forms, Map<String, String> metadata) {
    this.schema = CorpusSchema.of(forms);
    this.forms = forms;
    this.metadata = metadata;
  }

  // Parquet still declares Hadoop's form abstract, deprecated as it is.
  @Deprecated
  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema, metadata);
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema, metadata);
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    this.row = consumer;
  }

  @Override
  public void write(CorpusExample example) {
    PersonSequence life = example.sequence();
    row.startMessage();
    text(CorpusSchema.PERSON, life.person().value());
    text(CorpusSchema.SPLIT, example.split().name());
    list(CorpusSchema.TOKENS, life.length(), i -> row.addInteger(life.tokens()[i]));
    list(CorpusSchema.DAYS, life.length(), i -> row.addInteger(life.days()[i]));
    list(CorpusSchema.AGES, life.length(), i -> row.addFloat(life.ages()[i]));
    list(CorpusSchema.SEGMENTS, life.length(), i -> row.addInteger(life.segments()[i]));
    field(CorpusSchema.HISTORY_VERSION, () -> row.addLong(life.historyVersion()));
    field(CorpusSchema.NEWEST_RECORDED, () -> row.addLong(micros(life.newestRecorded())));
    field(CorpusSchema.AGE_AT_LANDMARK, () -> row.addFloat(example.ageAtLandmark()));
    forms.forEach((outcome, form) -> outcome(outcome, form, example.observed(outcome)));
    row.endMessage();
  }

  private void outcome(String name, OutcomeForm form, ObservedOutcome outcome) {
    if (outcome.label() != OutcomeLabel.UNKNOWN) {
      number(CorpusSchema.LABEL_PREFIX + name, outcome.label() == OutcomeLabel.POSITIVE ? 1 : 0);
    }
    if (form.followed() && outcome.followUp() != null) {
      number(CorpusSchema.DAYS_PREFIX + name, outcome.followUp().days());
      number(CorpusSchema.CAUSE_PREFIX + name, outcome.followUp().cause());
    }
    if (outcome.answer() != null) {
      CorpusSchema.answerColumn(name, form).ifPresent(column -> number(column, outcome.answer()));
    }
  }

  private void number(String name, int value) {
    field(name, () -> row.addInteger(value));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private void text(String name, String value) {
    field(name, () -> row.addBinary(Binary.fromString(value)));
  }

  private void field(String name, Runnable value) {
    int index = schema.getFieldIndex(name);
    row.startField(name, index);
    value.run();
    row.endField(name, index);
  }

  private void list(String name, int length, IntConsumer element) {
    field(
        name,
        () -> {
          row.startGroup();
          row.startField(CorpusSchema.LIST, 0);
          for (int i = 0; i < length; i++) {
            row.startGroup();
            row.startField(CorpusSchema.ELEMENT, 0);
            element.accept(i);
            row.endField(CorpusSchema.ELEMENT, 0);
            row.endGroup();
          }
          row.endField(CorpusSchema.LIST, 0);
          row.endGroup();
        });
  }
}
