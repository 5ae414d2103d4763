package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cli.local.LocalStack;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.IngestionReport;
import dev.norn.ingestion.RegisterIngestion;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.TopicContent;
import dev.norn.ingestion.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An ingestion whose transaction a real broker ends. */
@Order(2)
@ExtendWith(SharedNation.class)
class EndedTransactionIT {

  private static final int ROWS = 6_000;

  @TempDir private Path folder;

  @Test
  void anEndedTransactionIsSentAgainAndNothingTwice(NationOnTheStack nation) throws Exception {
    Study study = nation.study();
    List<RegisterDefinition> population =
        study.registers().stream().filter(each -> each.register().equals("population")).toList();
    Path data = writeRows(study.data(null));
    try (Servers servers =
        Servers.started(LocalStack.start(TestingWork.at(folder.resolve("work")), line -> {}))) {
      Interruption interruption = new Interruption(servers.bootstrapServers());
      RegisterIngestion ingestion =
          new RegisterIngestion(servers.bootstrapServers(), servers.folder().pseudonymKey());
      IngestionReport report = ingestion.ingest(data, population, Set.of(), interruption);
      assertThat(interruption.ended).isEqualTo(1);
      assertThat(report.rows()).isEqualTo(ROWS);
      assertThat(report.rejectedRows()).isEqualTo(2);
      assertThat(report.reconciles()).isTrue();
      assertThat(messages(servers, Topics.LIFE_EVENTS)).isEqualTo(report.events());
      assertThat(messages(servers, Topics.REJECTED)).isEqualTo(2);
      assertThat(ingestion.ingest(data, population, Set.of(), interruption).filesSkipped())
          .isEqualTo(1);
    }
  }

  /** One row in the first transaction and one in the second are refused. */
  private Path writeRows(Path nation) throws IOException {
    List<String> lines;
    try (Stream<Path> files = Files.list(nation)) {
      Path first =
          files
              .filter(file -> file.getFileName().toString().startsWith("population-"))
              .findFirst()
              .orElseThrow();
      lines = Files.readAllLines(first);
    }
    String header = lines.get(0);
    List<String> columns = List.of(header.split(","));
    List<String> rows = new ArrayList<>(List.of(header));
    for (int i = 0; i < ROWS; i++) {
      String[] row = lines.get(1).split(",", -1);
      row[columns.indexOf("record_id")] = "r" + i;
      if (i == 10 || i == ROWS - 10) {
        row[columns.indexOf("birth_date")] = "unknown";
      }
      rows.add(String.join(",", row));
    }
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.write(data.resolve("population-1.csv"), rows);
    return data;
  }

  private static long messages(Servers servers, String topic) {
    AtomicInteger messages = new AtomicInteger();
    new TopicContent(servers.bootstrapServers()).each(topic, record -> messages.incrementAndGet());
    return messages.get();
  }

  /** Has the broker end the second transaction when the second refused row is met. */
  private static final class Interruption implements RegisterIngestion.Progress {

    private final String bootstrapServers;
    private int refused;
    private int ended;

    Interruption(String bootstrapServers) {
      this.bootstrapServers = bootstrapServers;
    }

    @Override
    public void file(String name, int done, int of) {}

    @Override
    public void rejected(RejectedRow row) {
      if (++refused == 2) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
          List<String> ids =
              admin.listTransactions().all().get().stream()
                  .map(TransactionListing::transactionalId)
                  .filter(id -> id.startsWith("norn-ingestion-"))
                  .toList();
          admin.fenceProducers(ids).all().get();
          ended += ids.size();
        } catch (InterruptedException | ExecutionException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
