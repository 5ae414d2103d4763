package dev.norn.db;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The newest seal that somebody has seen. Kept outside the database it shows when the end of the
 * log was cut off.
 *
 * @param number of the seal, 0 of an empty chain
 * @param signature of the seal
 */
public record AuditHead(long number, String signature) {

  public static final AuditHead NONE = new AuditHead(0, "");

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

  /**
   * @param text as {@link #toString} writes it
   */
  public static AuditHead parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "[audit head] is no number, colon and 64 hexadecimal digits; give it as norn audit verify"
              + " printed it");
    }
    return new AuditHead(Long.parseLong(form.group(1)), form.group(2));
  }

  @Override
  public String toString() {
    return number + ":" + signature;
  }
}
