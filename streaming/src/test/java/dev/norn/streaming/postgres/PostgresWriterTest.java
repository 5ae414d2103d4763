package dev.norn.streaming.postgres;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.jdbc.core.datastream.sink.committer.JdbcCommitable;
import org.apache.flink.connector.jdbc.core.datastream.sink.writer.JdbcWriterState;
import org.junit.jupiter.api.Test;

class PostgresWriterTest {

  @Test
  void aDatabaseThatIsAwayFailsACheckpointAndNotTheCleanUp() {
    PostgresWriter<String> writer = PostgresWriter.of(new Away());
    assertThatThrownBy(() -> writer.flush(false)).isInstanceOf(IOException.class);
    assertThatCode(writer::close).doesNotThrowAnyException();
  }

  /** As the connector's writer is once a flush has failed. */
  private static final class Away
      implements StatefulSinkWriter<String, JdbcWriterState>,
          CommittingSinkWriter<String, JdbcCommitable> {

    @Override
    public void write(String row, Context context) {}

    @Override
    public void flush(boolean endOfInput) throws IOException {
      throw new IOException("connection refused");
    }

    @Override
    public List<JdbcWriterState> snapshotState(long checkpoint) {
      return List.of();
    }

    @Override
    public Collection<JdbcCommitable> prepareCommit() {
      return List.of();
    }

    @Override
    public void close() {
      throw new RuntimeException("Writing records to JDBC failed.");
    }
  }
}
