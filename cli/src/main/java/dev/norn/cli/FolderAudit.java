package dev.norn.cli;

import dev.norn.cli.local.WorkFolder;
import dev.norn.dashboards.ApiAudit;
import dev.norn.db.AuditEntry;
import dev.norn.db.AuditHead;
import dev.norn.db.AuditLog;
import dev.norn.db.AuditProof;
import dev.norn.streaming.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;

/** The audit log of a database, sealed with a work folder's key; the folder keeps its head. */
final class FolderAudit {

  private final WorkFolder folder;
  private final DatabaseAddress database;
  private final AuditLog log;

  FolderAudit(Servers servers) {
    this.folder = servers.folder();
    this.database = servers.database();
    this.log = new AuditLog(folder.auditKey());
  }

  void append(AuditEntry entry) throws SQLException {
    try (Connection connection = database.connect()) {
      keep(folder, log.append(connection, entry));
    }
  }

  /** For an API that writes down what it is asked. */
  static ApiAudit ofApi(WorkFolder folder) {
    return new ApiAudit(new AuditLog(folder.auditKey()), head -> keep(folder, head));
  }

  private static void keep(WorkFolder folder, AuditHead head) {
    // Another process may have kept a later one: an older head proves less, never what is wrong.
    if (head.number() > kept(folder).number()) {
      folder.keepAuditHead(head.toString());
    }
  }

  /**
   * @param head that was kept elsewhere; null takes the folder's
   */
  AuditProof verify(AuditHead head) throws SQLException {
    AuditHead known = head == null ? kept(folder) : head;
    try (Connection connection = database.connect()) {
      return log.verify(connection, known.number() == 0 ? null : known);
    }
  }

  boolean isHeadKept() {
    return folder.auditHead().isPresent();
  }

  private static AuditHead kept(WorkFolder folder) {
    return folder.auditHead().map(AuditHead::parse).orElse(AuditHead.NONE);
  }
}
