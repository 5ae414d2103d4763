package dev.norn.db;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a row of the audit log together with the seal before. */
final class AuditSeal {

  /** Columns of a row as they are signed, times to the microsecond. */
  static final String COLUMNS =
      """
      a.id, extract(epoch FROM a.at)::text AS at, a.login::text AS login, a.action, a.purpose,
        a.persons, a.answered, a.decision, a.detail::text AS detail""";

  private static final String[] SIGNED = {
    "id", "at", "login", "action", "purpose", "persons", "answered", "decision", "detail"
  };
  private static final String METHOD = "HmacSHA256";

  private final SecretKeySpec key;

  AuditSeal(byte[] key) {
    this.key = new SecretKeySpec(key, METHOD);
  }

  /**
   * @param row at its {@link #COLUMNS}
   */
  String sign(long number, boolean adopted, String previous, ResultSet row) throws SQLException {
    Mac mac = mac();
    update(mac, Long.toString(number));
    update(mac, Boolean.toString(adopted));
    update(mac, previous);
    for (String column : SIGNED) {
      update(mac, row.getString(column));
    }
    return HexFormat.of().formatHex(mac.doFinal());
  }

  static boolean isSame(String signature, String other) {
    return MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** With its length before it: no two rows are the same text. */
  private static void update(Mac mac, String field) {
    byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
    mac.update(((field == null ? -1 : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
    mac.update(bytes);
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(METHOD);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + METHOD, e);
    }
  }
}
