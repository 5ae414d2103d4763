package dev.norn.bench;

import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.sequence.SequenceAssembler;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Life events to tokens, and histories to sequences, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class TokenisingKernel {

  private static final int EVENTS = 10_000;
  private static final int PEOPLE = 200;

  private LifeEvent[] events;
  private History[] histories;
  private NationLives lives;
  private SequenceAssembler assembler;

  @Setup
  public void readNation() throws IOException {
    lives = new NationLives(500, Files.createTempDirectory("norn-bench").resolve("nation"));
    events = lives.events().subList(0, EVENTS).toArray(LifeEvent[]::new);
    histories = lives.histories().values().stream().limit(PEOPLE).toArray(History[]::new);
    assembler = new SequenceAssembler(lives.vocabulary(), lives.landmark(), null, 512);
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void tokeniseEvents(Blackhole sink) {
    for (LifeEvent event : events) {
      sink.consume(lives.vocabulary().tokens(event));
    }
  }

  @Benchmark
  @OperationsPerInvocation(PEOPLE)
  public void assembleSequences(Blackhole sink) {
    for (History history : histories) {
      sink.consume(assembler.assemble(history));
    }
  }
}
