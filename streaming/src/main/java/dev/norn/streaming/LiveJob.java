package dev.norn.streaming;

import dev.norn.cohort.Cohort;
import dev.norn.event.DefinitionFile;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.topic.ActiveRelease;
import dev.norn.ingestion.topic.Topics;
import dev.norn.streaming.operator.DecodeFunction;
import dev.norn.streaming.operator.DecodeRejectedFunction;
import dev.norn.streaming.operator.EncodeOperator;
import dev.norn.streaming.operator.EncodingRequest;
import dev.norn.streaming.operator.LifeEventType;
import dev.norn.streaming.operator.LiveHistoryFunction;
import dev.norn.streaming.operator.LiveHistoryOperator;
import dev.norn.streaming.operator.PersonScore;
import dev.norn.streaming.operator.PlacedEvent;
import dev.norn.streaming.operator.RegisterTime;
import dev.norn.streaming.operator.WireMessage;
import dev.norn.streaming.postgres.PostgresSinks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The live job: events to histories, histories to sequences, sequences to embeddings and
 * predictions in Postgres. Delivery is at least once from the topic on; upserts keyed by person,
 * release, landmark and outcome, guarded by the history's version, make the effect exactly once.
 */
public final class LiveJob {

  /** Consumer group whose committed offsets tell how far the stream has come. */
  public static final String GROUP = "norn-live";

  /** The same for releases. */
  static final String RELEASES_GROUP = GROUP + "-releases";

  private static final long MAX_WAIT_MILLIS = 200;

  private LiveJob() {}

  /**
   * For a cluster: the cohort file, and the folder of the register definitions whose facts count;
   * without it all do. Addresses and secrets come from the environment ({@code NORN_KAFKA}, {@code
   * NORN_DB_URL}, {@code NORN_DB_USER}, {@code NORN_DB_PASSWORD}), so the time that a person is
   * left alone after a change ({@code NORN_QUIET}, ISO 8601) and whether life events are kept in
   * the database ({@code NORN_KEEP_EVENTS}, true or false); checkpointing and parallelism from the
   * cluster's configuration. A job manager that is started again goes on from the newest whole
   * checkpoint of the folder that the configuration names.
   */
  public static void main(String[] args) throws Exception {
    if (args.length < 1 || args.length > 2) {
      throw new IllegalArgumentException(
          "usage: LiveJob COHORT_FILE [REGISTERS_FOLDER]; found " + args.length + " arguments");
    }
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(FlinkSettings.types());
    environment.configure(JobCheckpoints.resume(environment.getConfiguration()));
    describe(
        environment,
        LiveJobConfig.local(
                required("NORN_KAFKA"),
                new DatabaseAddress(
                    required("NORN_DB_URL"),
                    required("NORN_DB_USER"),
                    required("NORN_DB_PASSWORD")),
                DefinitionFile.read(Path.of(args[0]), Cohort.class),
                args.length == 1 ? Set.of() : registers(Path.of(args[1])),
                Path.of("unused-on-a-cluster"))
            .withQuiet(Duration.parse(System.getenv().getOrDefault("NORN_QUIET", "PT0.3S")))
            .withEvents(Boolean.parseBoolean(System.getenv("NORN_KEEP_EVENTS"))));
    environment.execute("norn live");
  }

  private static Set<String> registers(Path folder) {
    return DefinitionFile.readAll(folder, ".register.yaml", RegisterDefinition.class).stream()
        .map(RegisterDefinition::register)
        .collect(Collectors.toSet());
  }

  private static String required(String variable) {
    String value = System.getenv(variable);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("set " + variable + " in the environment");
    }
    return value;
  }

  /**
   * Starts the job in this process, from the newest whole checkpoint of its folder if there is one.
   */
  public static JobClient startLocal(LiveJobConfig config) throws Exception {
    Configuration settings = settings(config);
    Optional<Path> checkpoint = JobCheckpoints.newest(config.checkpoints());
    checkpoint.ifPresent(
        path -> settings.setString("execution.state-recovery.path", path.toUri().toString()));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(config.parallelism(), settings);
    describe(environment, config);
    new StreamProgress(config).forgetEarlier();
    return environment.executeAsync("norn live");
  }

  /** Of a job in this process. */
  public static Configuration settings(LiveJobConfig config) throws IOException {
    Configuration settings =
        FlinkSettings.stateMemory(FlinkSettings.local(), config.stateMegabytes());
    settings.setString(
        "execution.checkpointing.interval", config.checkpointInterval().toMillis() + " ms");
    // What changed since the last, not all histories: a checkpoint of a quiet stream costs nothing.
    settings.setString("state.backend.type", "rocksdb");
    settings.setString("execution.checkpointing.incremental", "true");
    // Nearly every version is new: a filter says so without a look into the files.
    settings.setString("state.backend.rocksdb.use-bloom-filter", "true");
    // Of many people the filters are larger than the cache: else a whole one is read for each look.
    settings.setString("state.backend.rocksdb.memory.partitioned-index-filters", "true");
    // With Flink's 64 MB all kinds of state were written out every second, in files of some KB.
    settings.setString("state.backend.rocksdb.writebuffer.size", "16 mb");
    settings.setString("execution.checkpointing.storage", "filesystem");
    settings.setString("execution.checkpointing.dir", config.checkpoints().toUri().toString());
    settings.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    if (config.metricsPort() > 0) {
      settings.addAll(FlinkSettings.metrics(config.metricsPort()));
    }
    return settings;
  }

  /** The topology; the environment says where it runs. */
  public static void describe(StreamExecutionEnvironment environment, LiveJobConfig config) {
    KafkaTopics topics = new KafkaTopics(config.bootstrapServers());
    PostgresSinks postgres = new PostgresSinks(config.database());

    SingleOutputStreamOperator<PlacedEvent> events =
        environment
            .fromSource(
                topics.live(Topics.LIFE_EVENTS, GROUP),
                WatermarkStrategy.noWatermarks(),
                "life-events")
            .uid("life-events")
            .process(new DecodeFunction(config.registers()), LifeEventType.PLACED)
            .uid("decode");
    DataStream<PlacedEvent> inRegisterTime =
        events.assignTimestampsAndWatermarks(RegisterTime.strategy()).uid("register-time");
    DataStream<ActiveRelease> releases =
        environment
            .fromSource(
                topics.live(Topics.MODEL_RELEASES, RELEASES_GROUP),
                // Releases do not hold register time back.
                WatermarkStrategy.<WireMessage>noWatermarks().withIdleness(Duration.ofSeconds(1)),
                "model-releases")
            .uid("model-releases")
            .setParallelism(1)
            .map(KafkaTopics::activeRelease, TypeInformation.of(ActiveRelease.class))
            .uid("active-release")
            .setParallelism(1)
            .broadcast();

    SingleOutputStreamOperator<EncodingRequest> requests =
        inRegisterTime
            .keyBy(PlacedEvent::person)
            .connect(releases)
            .transform(
                "history",
                TypeInformation.of(EncodingRequest.class),
                new LiveHistoryOperator(config.cohort(), config.quiet().toMillis()))
            .uid("history");
    boolean keepsEvents = config.keepsEvents();
    postgres.writeHistories(
        requests
            .getSideOutput(LiveHistoryFunction.KEPT)
            .filter(version -> keepsEvents || version.kind().isOfPerson()));
    requests
        .getSideOutput(LiveHistoryFunction.ERASED)
        .sinkTo(topics.erasing())
        .uid("erased-messages")
        .name("life-events, erased");
    requests
        .getSideOutput(LiveHistoryFunction.SENT_AGAIN)
        .sinkTo(topics.events())
        .uid("sent-again")
        .name("life-events, again");
    events
        .getSideOutput(DecodeFunction.REJECTED)
        .union(requests.getSideOutput(LiveHistoryFunction.REFUSED))
        .sinkTo(topics.rejected())
        .uid("rejected-messages")
        .name("life-events.rejected");

    SingleOutputStreamOperator<PersonScore> scores =
        requests
            .transform(
                "encode",
                TypeInformation.of(PersonScore.class),
                new EncodeOperator(config.batchSize(), MAX_WAIT_MILLIS))
            .uid("encode");
    postgres.writeScores(scores);

    SingleOutputStreamOperator<WireMessage> rejected =
        environment
            .fromSource(
                topics.live(Topics.REJECTED, GROUP + "-rejected"),
                WatermarkStrategy.noWatermarks(),
                "rejected-rows")
            .uid("rejected-rows");
    postgres.writeRejected(rejected.process(new DecodeRejectedFunction()).uid("decode-rejected"));
  }
}
