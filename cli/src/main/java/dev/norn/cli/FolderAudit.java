package dev.norn.cli;

import dev.norn.cli.local.WorkFolder;
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
      AuditHead head = log.append(connection, entry);
      // Another process may have kept a later one: an older head proves less, never something
      // wrong.
      if (head.number() > kept().number()) {
        folder.keepAuditHead(head.toString());
      }
    }
  }

  /**
   * @param head that was kept elsewhere; null takes the folder's
   */
  AuditProof verify(AuditHead head) throws SQLException {
    AuditHead known = head == null ? kept() : head;
    try (Connection connection = database.connect()) {
      return log.verify(connection, known.number() == 0 ? null : known);
    }
  }

  boolean isHeadKept() {
    return folder.auditHead().isPresent();
  }

  private AuditHead kept() {
    return folder.auditHead().map(AuditHead::parse).orElse(AuditHead.NONE);
  }
}
