package dev.norn.dashboards;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;

/** One attempt at a job. */
final class RunningJob {

  private final Job job;
  private final JobTable table;
  private final JobFolder folder;

  RunningJob(Job job, JobTable table, JobFolder folder) {
    this.job = job;
    this.table = table;
    this.folder = folder;
  }

  /** The attempt counts no longer: the job was cancelled, or the server ends. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped", null, false, false);
    }
  }

  /** Who asked, with the role and project of then. */
  Asker asker() {
    return new Asker(job.caller(), job.role(), job.project(), true);
  }

  String request() {
    return job.request();
  }

  /**
   * @param share 0 to 1
   * @throws Stopped where nobody waits for more
   */
  void reached(double share) throws SQLException {
    if (Thread.currentThread().isInterrupted() || !table.reached(job, Math.min(1, share))) {
      throw new Stopped();
    }
  }

  JobResult write(RowsFormat format, RowsPages pages, Map<String, String> provenance)
      throws IOException, SQLException {
    MessageDigest digest = sha256();
    long[] rows = {0};
    RowsPages counted =
        () -> {
          ReadRows page = pages.next();
          rows[0] += page == null ? 0 : page.rows().size();
          return page;
        };
    try (OutputStream out =
        new DigestOutputStream(new BufferedOutputStream(folder.create(job)), digest)) {
      format.write(counted, provenance, out);
    }
    String tag = HexFormat.of().formatHex(digest.digest());
    return new JobResult(JobFolder.file(job), format.mediaType(), tag, rows[0]);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
