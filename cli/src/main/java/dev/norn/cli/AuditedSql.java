package dev.norn.cli;

import java.util.regex.Pattern;

/** A statement as the audit log keeps it: without what could name a person or be a value of one. */
final class AuditedSql {

  private static final String MASK = "'?'";
  private static final Pattern DOLLARS =
      Pattern.compile("\\$(\\w*)\\$.*?(\\$\\1\\$|\\z)", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*('|\\z)");
  private static final Pattern PSEUDONYM = Pattern.compile("[0-9A-Fa-f]{32,}");
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{6,}");

  private AuditedSql() {}

  static String of(String sql) {
    String masked = DOLLARS.matcher(sql).replaceAll(MASK);
    masked = TEXT.matcher(masked).replaceAll(MASK);
    masked = PSEUDONYM.matcher(masked).replaceAll("?");
    return LONG_NUMBER.matcher(masked).replaceAll("?");
  }
}
