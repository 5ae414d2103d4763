package dev.norn.dashboards;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rows of a view with their types, for files.
 *
 * @param rows a value for each column: String, LocalDate, OffsetDateTime, Double, Float, Long,
 *     Integer, Boolean, float[] or null
 */
record ReadRows(List<Column> columns, List<Object[]> rows) {

  /** What a column holds. */
  enum Type {
    TEXT,
    DATE,
    INSTANT,
    INTEGER,
    /** Of 32 bits. */
    SHORT_INTEGER,
    NUMBER,
    /** Of 32 bits. */
    SINGLE,
    BOOLEAN,
    EMBEDDING
  }

  /**
   * @param comment of the view's column
   */
  record Column(String name, Type type, String comment) {}

  /**
   * @param comments by the name of the column
   */
  static ReadRows read(ResultSet result, Map<String, String> comments) throws SQLException {
    return next(result, comments, Integer.MAX_VALUE);
  }

  /**
   * The rows that follow.
   *
   * @param most how many
   */
  static ReadRows next(ResultSet result, Map<String, String> comments, int most)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      String name = result.getMetaData().getColumnLabel(i);
      Type type = type(result.getMetaData().getColumnTypeName(i));
      columns.add(new Column(name, type, comments.get(name)));
    }
    List<Object[]> rows = new ArrayList<>();
    while (rows.size() < most && result.next()) {
      Object[] row = new Object[columns.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = value(result, i + 1, columns.get(i).type());
      }
      rows.add(row);
    }
    return new ReadRows(columns, rows);
  }

  private static Type type(String database) {
    return switch (database) {
      case "date" -> Type.DATE;
      case "timestamptz" -> Type.INSTANT;
      case "int2", "int8" -> Type.INTEGER;
      case "int4" -> Type.SHORT_INTEGER;
      case "float8" -> Type.NUMBER;
      case "float4" -> Type.SINGLE;
      case "bool" -> Type.BOOLEAN;
      case "_float4" -> Type.EMBEDDING;
      default -> Type.TEXT;
    };
  }

  private static Object value(ResultSet result, int column, Type type) throws SQLException {
    return switch (type) {
      case TEXT -> result.getString(column);
      case DATE -> result.getObject(column, LocalDate.class);
      case INSTANT -> result.getObject(column, OffsetDateTime.class);
      case INTEGER -> result.getObject(column) == null ? null : (Object) result.getLong(column);
      case SHORT_INTEGER, NUMBER, SINGLE, BOOLEAN -> result.getObject(column);
      case EMBEDDING -> floats((Float[]) result.getArray(column).getArray());
    };
  }

  private static float[] floats(Float[] boxed) {
    float[] numbers = new float[boxed.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = boxed[i];
    }
    return numbers;
  }

  /** Numbers of each embedding; 0 where there is no row. */
  int width(int column) {
    return rows.isEmpty() ? 0 : ((float[]) rows.get(0)[column]).length;
  }

  int column(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column is called " + name);
  }
}
