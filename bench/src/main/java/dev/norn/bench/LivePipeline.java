package dev.norn.bench;

import dev.norn.ingestion.topic.ActiveRelease;
import dev.norn.ingestion.topic.Topics;
import dev.norn.streaming.KafkaTopics;
import dev.norn.streaming.LiveJob;
import dev.norn.streaming.LiveJobConfig;
import dev.norn.streaming.operator.DecodeFunction;
import dev.norn.streaming.operator.EncodeOperator;
import dev.norn.streaming.operator.EncodingRequest;
import dev.norn.streaming.operator.LifeEventType;
import dev.norn.streaming.operator.LiveHistoryOperator;
import dev.norn.streaming.operator.PersonScore;
import dev.norn.streaming.operator.PlacedEvent;
import dev.norn.streaming.operator.WireMessage;
import dev.norn.streaming.postgres.PostgresSinks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The live job cut off after a step, under its own settings. What passes is counted in {@link
 * Passage}. Closing it cancels the job.
 */
final class LivePipeline implements AutoCloseable {

  /** How far messages go. */
  enum Reach {
    READ,
    DECODED,
    SEQUENCES,
    ROWS
  }

  private static final long MAX_WAIT_MILLIS = 200;

  private final JobClient job;
  private final CompletableFuture<JobExecutionResult> ended;

  private LivePipeline(JobClient job) {
    this.job = job;
    this.ended = job.getJobExecutionResult();
  }

  static LivePipeline start(LiveJobConfig config, Reach reach) throws Exception {
    Passage.reset();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            config.parallelism(), LiveJob.settings(config));
    describe(environment, config, reach);
    return new LivePipeline(environment.executeAsync("norn bench"));
  }

  private static void describe(
      StreamExecutionEnvironment environment, LiveJobConfig config, Reach reach) {
    KafkaTopics topics = new KafkaTopics(config.bootstrapServers());
    DataStream<WireMessage> messages =
        environment.fromSource(
            topics.live(Topics.LIFE_EVENTS, "norn-bench"),
            WatermarkStrategy.noWatermarks(),
            "life-events");
    if (reach == Reach.READ) {
      messages.map(new Passage.Messages<>(), messages.getType()).sinkTo(new DiscardingSink<>());
      return;
    }
    DataStream<PlacedEvent> events =
        messages
            .process(new DecodeFunction(config.registers()), LifeEventType.PLACED)
            .map(new Passage.Messages<>(), LifeEventType.PLACED);
    if (reach == Reach.DECODED) {
      events.sinkTo(new DiscardingSink<>());
      return;
    }
    DataStream<EncodingRequest> requests = requests(environment, topics, events, config);
    if (reach == Reach.SEQUENCES) {
      requests.sinkTo(new DiscardingSink<>());
    } else {
      score(requests, config);
    }
  }

  private static DataStream<EncodingRequest> requests(
      StreamExecutionEnvironment environment,
      KafkaTopics topics,
      DataStream<PlacedEvent> events,
      LiveJobConfig config) {
    DataStream<ActiveRelease> releases =
        environment
            .fromSource(
                topics.live(Topics.MODEL_RELEASES, "norn-bench-releases"),
                WatermarkStrategy.noWatermarks(),
                "model-releases")
            .setParallelism(1)
            .map(KafkaTopics::activeRelease, TypeInformation.of(ActiveRelease.class))
            .setParallelism(1)
            .broadcast();
    return events
        .keyBy(PlacedEvent::person)
        .connect(releases)
        .transform(
            "history",
            TypeInformation.of(EncodingRequest.class),
            new LiveHistoryOperator(config.cohort(), config.quiet().toMillis()))
        .map(Passage::request, TypeInformation.of(EncodingRequest.class));
  }

  // A task of its own, so that its busy time is told apart from the histories'.
  private static void score(DataStream<EncodingRequest> requests, LiveJobConfig config) {
    DataStream<PersonScore> scores =
        requests
            .transform(
                "encode",
                TypeInformation.of(PersonScore.class),
                new EncodeOperator(config.batchSize(), MAX_WAIT_MILLIS))
            .disableChaining()
            .map(Passage::score, TypeInformation.of(PersonScore.class))
            .name("scores");
    new PostgresSinks(config.database()).writeScores(scores);
  }

  /** Throws what ended the job, if it has ended. */
  void refuseEnded() throws ExecutionException, InterruptedException {
    if (ended.isDone()) {
      ended.get();
      throw new IllegalStateException("the job has ended");
    }
  }

  @Override
  public void close() throws Exception {
    if (!ended.isDone()) {
      job.cancel().get(60, TimeUnit.SECONDS);
      ended.handle((result, failure) -> null).get(60, TimeUnit.SECONDS);
    }
  }
}
