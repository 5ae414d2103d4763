package dev.norn.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.disclosure.CellTable;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.disclosure.SuppressedTable;
import io.javalin.http.HttpStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The people of a run with a probability of an outcome, by decile and likeliest class, with all
 * totals. Who has none is left out: deciles are tenths, so their counts would give a small number
 * of others away.
 */
final class CountedPeople {

  static final String HIDDEN = "hidden";

  private static final int MOST_CELLS = 5_000;
  private static final double DIGITS = 10_000;

  /** A null decile or class is the total over it. */
  private record Cell(
      Integer decile, String group, long people, double sum, double largest, double second) {}

  private final List<Cell> cells = new ArrayList<>();
  private final List<Integer> deciles;
  private final List<String> groups;

  private CountedPeople(List<Cell> read) {
    cells.addAll(read);
    var distinctDeciles = new TreeSet<Integer>();
    var distinctGroups = new TreeSet<String>();
    for (Cell cell : read) {
      if (cell.decile() != null && cell.group() != null) {
        distinctDeciles.add(cell.decile());
        distinctGroups.add(cell.group());
      }
    }
    deciles = List.copyOf(distinctDeciles);
    groups = List.copyOf(distinctGroups);
  }

  static CountedPeople read(Connection connection, String run, String outcome) throws SQLException {
    List<Cell> read = new ArrayList<>();
    try (var query =
        connection.prepareStatement(
            """
            SELECT decile, class, count(*) AS people, sum(probability) AS sum,
              max(probability) AS largest,
              coalesce((array_agg(probability ORDER BY probability DESC))[2], 0) AS second
            FROM (SELECT coalesce(decile, 0) AS decile, coalesce(likeliest_class, 'none') AS class,
                probability
              FROM norn.scored_person WHERE run = ? AND outcome = ? AND probability IS NOT NULL) s
            GROUP BY CUBE (decile, class) HAVING count(*) > 0""")) {
      query.setString(1, run);
      query.setString(2, outcome);
      try (var row = query.executeQuery()) {
        while (row.next()) {
          read.add(
              new Cell(
                  row.getObject("decile", Integer.class),
                  row.getString("class"),
                  row.getLong("people"),
                  row.getDouble("sum"),
                  row.getDouble("largest"),
                  row.getDouble("second")));
        }
      }
    }
    return new CountedPeople(read);
  }

  ArrayNode cells(DisclosureRules rules) {
    if (cells.isEmpty()) {
      throw new Problem(HttpStatus.NOT_FOUND, "[outcome] the run has no probability of it");
    }
    if ((deciles.size() + 1) * (groups.size() + 1) > MOST_CELLS) {
      throw new Problem(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "[outcome] has too many classes for a table of at most " + MOST_CELLS + " cells");
    }
    if (rules.isSmall(everybody())) {
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "MINIMUM_COUNT",
          "[table] is of fewer people than %d".formatted(rules.minimumCount()));
    }
    SuppressedTable table = SuppressedTable.of(rules, counted(rules));
    if (table.isWithheld()) {
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "COMPLEMENTARY",
          "[table] no choice of hidden cells protects the small ones; nothing of it leaves");
    }
    return shown(table);
  }

  private long everybody() {
    return cells.stream()
        .filter(cell -> cell.decile() == null && cell.group() == null)
        .mapToLong(Cell::people)
        .sum();
  }

  private CellTable counted(DisclosureRules rules) {
    CellTable table = new CellTable(deciles.size(), groups.size());
    for (Cell cell : cells) {
      if (cell.decile() != null && cell.group() != null) {
        table.add(cell.people(), place(cell));
      }
    }
    for (Cell cell : cells) {
      if (rules.isDominated(cell.sum(), cell.largest(), cell.second())) {
        table.dominated(place(cell));
      }
    }
    return table;
  }

  private int[] place(Cell cell) {
    return new int[] {
      cell.decile() == null ? deciles.size() : deciles.indexOf(cell.decile()),
      cell.group() == null ? groups.size() : groups.indexOf(cell.group())
    };
  }

  private ArrayNode shown(SuppressedTable table) {
    ArrayNode shown = JsonRows.MAPPER.createArrayNode();
    for (int decile = 0; decile <= deciles.size(); decile++) {
      for (int group = 0; group <= groups.size(); group++) {
        ObjectNode cell = shown.addObject();
        Integer ofDecile = decile == deciles.size() ? null : deciles.get(decile);
        String ofGroup = group == groups.size() ? null : groups.get(group);
        cell.put("decile", ofDecile).put("class", ofGroup);
        if (table.isShown(decile, group)) {
          cell.put("count", table.count(decile, group).orElseThrow());
          cell.put("mean-probability", mean(ofDecile, ofGroup));
        } else {
          cell.put(HIDDEN, table.reason(decile, group).orElseThrow().told().name());
        }
      }
    }
    return shown;
  }

  /** Null for a cell of nobody. */
  private Double mean(Integer decile, String group) {
    return cells.stream()
        .filter(cell -> Objects.equals(cell.decile(), decile))
        .filter(cell -> Objects.equals(cell.group(), group))
        .map(cell -> Math.round(cell.sum() / cell.people() * DIGITS) / DIGITS)
        .findFirst()
        .orElse(null);
  }
}
