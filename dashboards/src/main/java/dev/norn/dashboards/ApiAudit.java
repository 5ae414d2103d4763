package dev.norn.dashboards;

import dev.norn.db.AuditHead;
import dev.norn.db.AuditLog;
import java.util.function.Consumer;

/**
 * Where the API writes down what it was asked.
 *
 * @param log with its key
 * @param keep takes each new head of the log, one at a time
 */
public record ApiAudit(AuditLog log, Consumer<AuditHead> keep) {}
