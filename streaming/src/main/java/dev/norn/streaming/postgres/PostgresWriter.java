package dev.norn.streaming.postgres;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.jdbc.core.datastream.sink.committer.JdbcCommitable;
import org.apache.flink.connector.jdbc.core.datastream.sink.writer.JdbcWriterState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer whose close does not fail. The connector's writes what is left while it closes, and
 * throws where the database is away; Flink takes a task that cannot be cleaned up for a reason to
 * end the whole task manager. Nothing is lost: a checkpoint waits for {@link #flush}, and so does
 * the end of the input.
 */
final class PostgresWriter<T>
    implements StatefulSinkWriter<T, JdbcWriterState>, CommittingSinkWriter<T, JdbcCommitable> {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresWriter.class);

  private final StatefulSinkWriter<T, JdbcWriterState> stateful;
  private final CommittingSinkWriter<T, JdbcCommitable> committing;

  private PostgresWriter(
      StatefulSinkWriter<T, JdbcWriterState> stateful,
      CommittingSinkWriter<T, JdbcCommitable> committing) {
    this.stateful = stateful;
    this.committing = committing;
  }

  static <
          T,
          W extends
              StatefulSinkWriter<T, JdbcWriterState> & CommittingSinkWriter<T, JdbcCommitable>>
      PostgresWriter<T> of(W writer) {
    return new PostgresWriter<>(writer, writer);
  }

  @Override
  public void write(T row, Context context) throws IOException, InterruptedException {
    stateful.write(row, context);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    stateful.flush(endOfInput);
  }

  @Override
  public List<JdbcWriterState> snapshotState(long checkpoint) throws IOException {
    return stateful.snapshotState(checkpoint);
  }

  @Override
  public Collection<JdbcCommitable> prepareCommit() throws IOException, InterruptedException {
    return committing.prepareCommit();
  }

  @Override
  public void close() {
    try {
      stateful.close();
    } catch (Exception e) {
      // Without the cause: the server's message of a refused row holds the row.
      LOG.warn("Rows of no checkpoint were not written ({})", e.getClass().getSimpleName());
    }
  }
}
