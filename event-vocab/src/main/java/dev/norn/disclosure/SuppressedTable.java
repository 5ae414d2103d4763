package dev.norn.disclosure;

import java.util.Optional;
import java.util.OptionalLong;

/** A table as it may leave. */
public final class SuppressedTable {

  private final DisclosureRules rules;
  private final CellTable table;
  private final HiddenReason[] hidden;

  private SuppressedTable(DisclosureRules rules, CellTable table, HiddenReason[] hidden) {
    this.rules = rules;
    this.table = table;
    this.hidden = hidden;
  }

  /** Hides what the rules hide. The table is not to change any more. */
  public static SuppressedTable of(DisclosureRules rules, CellTable table) {
    Suppression suppression = new Suppression(rules, table);
    return new SuppressedTable(rules, table, suppression.run() ? suppression.hidden() : null);
  }

  /** Whether nothing of it may be shown, as no choice of hidden cells protects the small ones. */
  public boolean isWithheld() {
    return hidden == null;
  }

  public boolean isShown(int... place) {
    return hidden != null && hidden[table.index(place)] == null;
  }

  /** Rounded as the rules say; empty where hidden. */
  public OptionalLong count(int... place) {
    return isShown(place)
        ? OptionalLong.of(rules.rounded(table.count(table.index(place))))
        : OptionalLong.empty();
  }

  /** Empty where shown, and in a table that is withheld. */
  public Optional<HiddenReason> reason(int... place) {
    return hidden == null ? Optional.empty() : Optional.ofNullable(hidden[table.index(place)]);
  }
}
