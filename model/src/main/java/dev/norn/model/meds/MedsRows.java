package dev.norn.model.meds;

import dev.norn.cohort.FactRule;
import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.event.RegisterDefinition.Field;
import dev.norn.event.RegisterDefinition.Role;
import dev.norn.event.TokenRule;
import dev.norn.vocab.FieldTokeniser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Facts of one person as rows: one for each field that a fact has, or one where it has none. What
 * the register definitions make tokens of is a code, or a number; other fields are text.
 */
public final class MedsRows {

  private final Map<String, RegisterDefinition> registers = new TreeMap<>();
  private final String birthRegister;
  private final FactRule death;
  private final boolean ends;
  private final Comparator<LifeEvent> order;

  /**
   * @param definitions of the registers whose facts are written; facts of others are left out
   * @param death which facts are deaths, written as such besides; null: none
   * @param ends whether a state's end has a row, at the time by which it had passed and was known
   */
  public MedsRows(Collection<RegisterDefinition> definitions, FactRule death, boolean ends) {
    definitions.forEach(each -> registers.putIfAbsent(each.register(), each));
    this.birthRegister =
        definitions.stream()
            .filter(each -> each.role() == Role.background)
            .min(
                Comparator.comparingInt(RegisterDefinition::order)
                    .thenComparing(RegisterDefinition::register))
            .map(RegisterDefinition::register)
            .orElse(null);
    this.death = death;
    this.ends = ends;
    this.order =
        Comparator.comparing(LifeEvent::occurred)
            .thenComparingInt(fact -> registers.get(fact.register()).order())
            .thenComparing(LifeEvent::register)
            .thenComparing(LifeEvent::row);
  }

  /**
   * @param facts of one person, in any order
   * @return those without a time first, then by time; at one time in the order of sequences
   */
  public List<MedsRow> of(Collection<LifeEvent> facts) {
    List<MedsRow> rows = new ArrayList<>();
    facts.stream()
        .filter(fact -> registers.containsKey(fact.register()))
        .sorted(order)
        .forEach(fact -> add(fact, rows));
    // Stable: what is of one time stays in its order.
    rows.sort(
        Comparator.comparing(MedsRow::time, Comparator.nullsFirst(Comparator.naturalOrder())));
    return rows;
  }

  private void add(LifeEvent fact, List<MedsRow> rows) {
    boolean background = registers.get(fact.register()).role() == Role.background;
    Instant day = startOf(fact.occurred());
    if (fact.register().equals(birthRegister)) {
      rows.add(MedsRow.of(day, MedsRow.BIRTH));
    }
    addFields(fact, background ? null : day, rows);
    if (death != null && death.matches(fact)) {
      rows.add(MedsRow.of(day, MedsRow.DEATH));
    }
    if (ends && fact.until() != null) {
      rows.add(MedsRow.of(passedAndKnown(fact), MedsCode.ofEnd(fact.register())));
    }
  }

  private void addFields(LifeEvent fact, Instant time, List<MedsRow> rows) {
    int before = rows.size();
    for (Field field : registers.get(fact.register()).fields()) {
      String value = fact.fields().get(field.name());
      if (value != null) {
        rows.add(row(fact, field, value, time));
      }
    }
    if (rows.size() == before && !fact.register().equals(birthRegister)) {
      rows.add(MedsRow.of(time, MedsCode.ofRegister(fact.register())));
    }
  }

  private static MedsRow row(LifeEvent fact, Field field, String value, Instant time) {
    String register = fact.register();
    TokenRule rule = field.token();
    if (rule instanceof TokenRule.Category) {
      return MedsRow.of(time, MedsCode.of(register, field, value));
    }
    if (rule instanceof TokenRule.DatePart) {
      String part = new FieldTokeniser(field.name(), rule, null).text(fact);
      return part == null
          ? new MedsRow(time, MedsCode.ofField(register, field), null, value)
          : MedsRow.of(
              time, MedsCode.of(register, field, part.substring(rule.prefix().length() + 1)));
    }
    Float number = rule instanceof TokenRule.Quantiles ? number(value) : null;
    return new MedsRow(
        time, MedsCode.ofField(register, field), number, number == null ? value : null);
  }

  private static Float number(String value) {
    try {
      float number = Float.parseFloat(value);
      return Float.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  // The last day of the state is part of it.
  private static Instant passedAndKnown(LifeEvent state) {
    Instant passed = startOf(state.until().plusDays(1));
    return passed.isBefore(state.recorded()) ? state.recorded() : passed;
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
