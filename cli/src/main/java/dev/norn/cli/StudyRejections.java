package dev.norn.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.norn.dashboards.RejectedReplay;
import dev.norn.ingestion.Rejections;
import dev.norn.ingestion.topic.RejectedRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;

/** What {@code norn rejected replay} does, for the console. */
final class StudyRejections implements RejectedReplay {

  private static final Comparator<String> NONE_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  private final String bootstrapServers;
  private final byte[] pseudonymKey;
  private final Path study;

  /**
   * @param study folder whose definitions are read at each replay, since they are mended meanwhile
   */
  StudyRejections(String bootstrapServers, byte[] pseudonymKey, Path study) {
    this.bootstrapServers = bootstrapServers;
    this.pseudonymKey = pseudonymKey.clone();
    this.study = study;
  }

  private record Kind(String register, String reason) {
    private static final Comparator<Kind> ORDER =
        Comparator.comparing(Kind::register, NONE_FIRST).thenComparing(Kind::reason);

    static Kind of(RejectedRow row) {
      return new Kind(row.register(), row.reason().name());
    }
  }

  private record Refusal(Kind kind, String why) {
    private static final Comparator<Refusal> ORDER =
        Comparator.comparing(Refusal::kind, Kind.ORDER).thenComparing(Refusal::why);
  }

  private Rejections rejections() {
    return new Rejections(bootstrapServers, pseudonymKey);
  }

  @Override
  public List<Counted> counted() throws IOException {
    Map<Kind, long[]> counts = new TreeMap<>(Kind.ORDER);
    for (Rejections.Rejection each : listed()) {
      counts.computeIfAbsent(Kind.of(each.row()), kind -> new long[2])[each.replayed() ? 1 : 0]++;
    }
    List<Counted> counted = new ArrayList<>();
    counts.forEach(
        (kind, rows) -> counted.add(new Counted(kind.register(), kind.reason(), rows[0], rows[1])));
    return counted;
  }

  private List<Rejections.Rejection> listed() throws IOException {
    try {
      return rejections().list();
    } catch (KafkaException failure) {
      throw new IOException("the broker does not answer", failure);
    }
  }

  @Override
  public Replayed replay(Which which) throws IOException {
    var definitions = Study.open(study).registers();
    List<Rejections.Replayed> all;
    try {
      all =
          rejections()
              .replay(
                  each -> which.holds(each.row().register(), each.row().reason().name()),
                  definitions);
    } catch (KafkaException failure) {
      throw new IOException("the broker does not answer", failure);
    }
    List<Rejections.Replayed> taken = all.stream().filter(each -> each.refused() == null).toList();
    return new Replayed(
        taken.size(), taken.stream().mapToLong(Rejections.Replayed::events).sum(), refused(all));
  }

  private static List<StillRefused> refused(List<Rejections.Replayed> all) {
    Map<Refusal, Long> rows =
        all.stream()
            .filter(each -> each.refused() != null)
            .collect(
                groupingBy(
                    each -> new Refusal(Kind.of(each.rejection().row()), each.refused()),
                    () -> new TreeMap<>(Refusal.ORDER),
                    counting()));
    List<StillRefused> refused = new ArrayList<>();
    rows.forEach(
        (each, count) ->
            refused.add(
                new StillRefused(each.kind().register(), each.kind().reason(), each.why(), count)));
    return refused;
  }
}
