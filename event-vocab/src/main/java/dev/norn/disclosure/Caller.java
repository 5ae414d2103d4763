package dev.norn.disclosure;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Somebody who may ask the API.
 *
 * @param name as the audit log has it
 * @param role what may be asked
 * @param sha256 of the token, 64 lower-case hexadecimal digits
 * @param expires last day of the token, included, in UTC; null for none
 * @param project whose people may be asked about, under its pseudonyms; null for everybody
 */
public record Caller(String name, CallerRole role, String sha256, String expires, String project) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public Caller {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: expected 1 to 64 of a-z, 0-9, dot, dash and underscore, a letter or digit first");
    }
    if (role == null) {
      throw new IllegalArgumentException(
          "role: is missing; expected one of viewer, analyst, researcher, operations, checker");
    }
    if (sha256 == null || !SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256: expected 64 lower-case hexadecimal digits, as norn api token writes them");
    }
    if (expires != null) {
      refuseUnlessDay(expires);
    }
    if (project != null && !PROJECT.matcher(project).matches()) {
      throw new IllegalArgumentException(
          "project: expected 1 to 63 of a-z, 0-9 and dash, a letter first");
    }
  }

  private static void refuseUnlessDay(String expires) {
    try {
      LocalDate.parse(expires);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expires: expected a day such as 2027-12-31", e);
    }
  }

  public boolean isExpired(LocalDate today) {
    return expires != null && today.isAfter(LocalDate.parse(expires));
  }
}
