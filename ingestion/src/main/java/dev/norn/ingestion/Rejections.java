package dev.norn.ingestion;

import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.register.ParsedRow;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.ingestion.register.RegisterFile;
import dev.norn.ingestion.register.RowMapper;
import dev.norn.ingestion.topic.MessageDecoder;
import dev.norn.ingestion.topic.PayloadSeal;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectedRowSerde;
import dev.norn.ingestion.topic.RejectionReason;
import dev.norn.ingestion.topic.TopicContent;
import dev.norn.ingestion.topic.Topics;
import dev.norn.ingestion.topic.WireFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.TopicPartition;

/**
 * What was refused and kept on {@link Topics#REJECTED}: to look at, and to take after all once its
 * register's definition, or this program, has learnt to read it.
 */
public final class Rejections {

  private static final int ID_BYTES = 16;

  private final String bootstrapServers;
  private final byte[] pseudonymKey;
  private final TopicContent topics;

  /**
   * @param pseudonymKey the key under which the rows were ingested
   */
  public Rejections(String bootstrapServers, byte[] pseudonymKey) {
    this.bootstrapServers = bootstrapServers;
    this.pseudonymKey = pseudonymKey.clone();
    this.topics = new TopicContent(bootstrapServers);
  }

  /**
   * @param id of the place, the reason and the row: a later delivery under the same file name may
   *     be wrong in the same line. Keyed, so that it tells nothing of the row
   * @param replayed whether its events are on the topic by now
   */
  public record Rejection(String id, RejectedRow row, boolean replayed) {}

  /**
   * What became of a rejection that was to be replayed.
   *
   * @param events sent
   * @param refused why there are none, or null
   */
  public record Replayed(Rejection rejection, int events, String refused) {}

  /** Each once, in the order in which it was first met. */
  public List<Rejection> list() {
    IngestionLedger ledger = IngestionLedger.read(bootstrapServers);
    RejectedRowSerde serde = new RejectedRowSerde();
    Map<String, RejectedRow> rows = new LinkedHashMap<>();
    topics.each(
        Topics.REJECTED,
        record -> {
          RejectedRow row = read(serde, record.value());
          rows.putIfAbsent(id(row), row);
        });
    return rows.entrySet().stream()
        .map(
            row ->
                new Rejection(
                    row.getKey(),
                    row.getValue(),
                    ledger.isComplete(IngestionLedger.replay(row.getKey()))))
        .toList();
  }

  private String id(RejectedRow row) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(pseudonymKey, "HmacSHA256"));
      mac.update(("norn rejection " + row.placeHash()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(content(row)), 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private byte[] content(RejectedRow row) {
    try {
      return open(row).orElse(new byte[0]);
    } catch (GeneralSecurityException e) {
      // Sealed under another key: sealing the same row again gives another id.
      return row.sealedPayload();
    }
  }

  private static RejectedRow read(RejectedRowSerde serde, byte[] message) {
    try {
      return serde.fromBytes(message);
    } catch (WireFormatException e) {
      throw new IllegalStateException(
          "[" + Topics.REJECTED + "] a message of another version of Norn; read it with that", e);
    }
  }

  /**
   * The row in clear: header and line of a register file, with all that it says of a person.
   *
   * @return empty where none was kept: the rejection is of a whole file or of a message
   * @throws GeneralSecurityException when the row was sealed under another pseudonym key
   */
  public Optional<byte[]> open(RejectedRow row) throws GeneralSecurityException {
    return row.sealedPayload().length == 0
        ? Optional.empty()
        : Optional.of(new PayloadSeal(pseudonymKey).open(row.sealedPayload()));
  }

  /**
   * Reads the chosen rows again and sends their events, each row in a transaction with the note
   * that it was replayed. What is still refused stays as it was.
   *
   * @param definitions of the registers as they are now
   */
  public List<Replayed> replay(Predicate<Rejection> chosen, List<RegisterDefinition> definitions) {
    List<Replayed> replayed = new ArrayList<>();
    try (EventSender sender = new EventSender(bootstrapServers)) {
      for (Rejection rejection : list()) {
        if (!rejection.replayed() && chosen.test(rejection)) {
          replayed.add(replay(rejection, definitions, sender));
        }
      }
    }
    return replayed;
  }

  private Replayed replay(
      Rejection rejection, List<RegisterDefinition> definitions, EventSender sender) {
    try {
      List<LifeEvent> events = events(rejection.row(), definitions);
      sender.begin();
      events.forEach(sender::send);
      sender.send(IngestionLedger.complete(IngestionLedger.replay(rejection.id())));
      sender.commit();
      return new Replayed(rejection, events.size(), null);
    } catch (StillRefused refused) {
      return new Replayed(rejection, 0, refused.getMessage());
    }
  }

  private List<LifeEvent> events(RejectedRow row, List<RegisterDefinition> definitions)
      throws StillRefused {
    if (row.reason().message()) {
      return List.of(message(row, definitions));
    }
    if (row.reason().wholeFile()) {
      throw new StillRefused("a whole file; ingest it again, or have it delivered again");
    }
    if (row.reason() == RejectionReason.RELEASE_REFUSED) {
      throw new StillRefused("a release; activate one that can be served");
    }
    if (row.reason() == RejectionReason.CONFLICTING_DUPLICATE) {
      throw new StillRefused("the file contradicts itself; have it delivered again");
    }
    return rows(row, definitions);
  }

  private LifeEvent message(RejectedRow row, List<RegisterDefinition> definitions)
      throws StillRefused {
    if (row.reason() == RejectionReason.CROWDED_DAY) {
      throw new StillRefused(row.detail());
    }
    int dash = row.source().lastIndexOf('-');
    TopicPartition partition =
        new TopicPartition(
            row.source().substring(0, dash), Integer.parseInt(row.source().substring(dash + 1)));
    byte[] message = topics.at(partition, row.line());
    if (message == null) {
      throw new StillRefused("the message is no longer on its topic");
    }
    try {
      // As the stream would meet it, sent now.
      Set<String> registers =
          definitions.stream().map(RegisterDefinition::register).collect(Collectors.toSet());
      return new MessageDecoder(registers).decode(message, Instant.now());
    } catch (MessageDecoder.Refused e) {
      throw new StillRefused(e.getMessage());
    }
  }

  private List<LifeEvent> rows(RejectedRow row, List<RegisterDefinition> definitions)
      throws StillRefused {
    RegisterDefinition definition =
        definitions.stream()
            .filter(each -> each.register().equals(row.register()))
            .findFirst()
            .orElseThrow(() -> new StillRefused("the study has no register " + row.register()));
    List<LifeEvent> events = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    try {
      RegisterFile.readAgain(
          payload(row),
          definition,
          new RowMapper(definition, new Pseudonyms(pseudonymKey)),
          (line, parsed, raw) -> {
            if (parsed instanceof ParsedRow.Accepted accepted) {
              events.addAll(accepted.events());
            } else if (parsed instanceof ParsedRow.Rejected rejected) {
              refused.add(rejected.detail());
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!refused.isEmpty()) {
      throw new StillRefused(refused.get(0));
    }
    return events;
  }

  private byte[] payload(RejectedRow row) throws StillRefused {
    byte[] payload;
    try {
      payload = open(row).orElseThrow(() -> new StillRefused("no row was kept"));
    } catch (GeneralSecurityException e) {
      throw new StillRefused("sealed under another pseudonym key; use the key of the ingestion");
    }
    if (payload.length == PayloadSeal.MAX_BYTES) {
      throw new StillRefused("the row was cut at 64 KiB; ingest its file again");
    }
    return payload;
  }

  /** Why a row is not taken now either; without any value of the row. */
  private static final class StillRefused extends Exception {
    private static final long serialVersionUID = 1L;

    StillRefused(String why) {
      super(why, null, false, false);
    }
  }
}
