package dev.norn.model.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Epochs of training and validation with early stopping. Examples are read anew in every epoch;
 * what is held of them is the buffer of {@link Batching} and one number each. The state is saved
 * after each epoch and in between, and a run over the same folder goes on from there to the same
 * result, up to the order in which floating-point numbers are added.
 *
 * @param <E> an example
 */
public final class TrainingLoop<E> {

  /** For {@link #run}: to the end. */
  public static final long ALL_STEPS = Long.MAX_VALUE;

  private final TrainingGraph graph;
  private final Objective<E> objective;
  private final TrainingSettings settings;
  private final TrainingProgress progress;
  private final OptimiserStep<E> step;
  private final SplitPass<E> pass;
  private final Pace pace = new Pace();
  private SecretDraws secret;

  public TrainingLoop(
      TrainingGraph graph,
      Objective<E> objective,
      TrainingSettings settings,
      TrainingProgress progress) {
    this.graph = graph;
    this.objective = objective;
    this.settings = settings;
    this.progress = progress;
    this.step =
        settings.privacy() == null
            ? new TrainingStep<>(graph, objective, settings)
            : new PrivateStep<>(graph, objective, settings, () -> secret);
    this.pass = new SplitPass<>(graph, objective, settings);
  }

  /**
   * @param initial weights to start from; those it lacks start as the graph says
   * @param training the same examples in the same order at every call; closed after use. So for
   *     validation
   * @param folder of this run's checkpoints, made if absent
   * @param mostSteps over all epochs, after which the run stops; it can go on later
   */
  public TrainedModel run(
      Weights initial,
      Supplier<Stream<E>> training,
      Supplier<Stream<E>> held,
      Path folder,
      long mostSteps)
      throws IOException {
    LengthPlan lengths = new LengthPlan(graph.spec(), settings.batching());
    LengthBuckets buckets = lengths.buckets(training, this::length, "training");
    Supplier<Stream<E>> heldPart = heldPart(held);
    LengthBuckets heldBuckets = lengths.buckets(heldPart, this::length, "validation");
    TrainingCheckpoints checkpoints =
        new TrainingCheckpoints(folder, graph.spec(), settings, initial);
    TrainingState state = start(initial, checkpoints);
    if (settings.privacy() != null) {
      requirePeople(buckets.all());
      secret = SecretDraws.in(folder);
    }
    while (!state.log().ended()) {
      Epoch epoch = new Epoch(buckets, checkpoints);
      state = epoch.trained(state, training, mostSteps);
      if (!epoch.ended) {
        epoch.save(state);
        return new TrainedModel(graph.parameters().read(graph.session()), state.log(), true);
      }
      state = epoch.logged(state, heldPart, heldBuckets);
      epoch.review(training);
      epoch.save(state);
    }
    return new TrainedModel(checkpoints.best(state.log()), state.log(), false);
  }

  private void requirePeople(long found) {
    long expected = settings.privacy().people();
    if (found != expected || objective.review().isPresent()) {
      throw new IllegalArgumentException(
          ("[private training] %d people%s; expected %d, all with the same chance: what is accounted"
                  + " for rests on it")
              .formatted(
                  found,
                  objective.review().isPresent() ? ", drawn by what was seen of them" : "",
                  expected));
    }
  }

  private TrainingState start(Weights initial, TrainingCheckpoints checkpoints) throws IOException {
    TrainingState state =
        checkpoints
            .resume(objective.stage())
            .orElse(TrainingState.at(TrainingLog.empty(objective.stage(), settings), terms()));
    if (state.steps() == 0) {
      step.load(initial, new Weights(List.of()));
    } else {
      step.load(checkpoints.weights(state), checkpoints.moments(state));
      if (objective.review().isPresent() && !state.log().epochs().isEmpty()) {
        objective.review().get().remember(checkpoints.memory(state));
      }
    }
    return state;
  }

  /** The same examples at every call. */
  private Supplier<Stream<E>> heldPart(Supplier<Stream<E>> held) {
    long wanted = settings.held().examples();
    if (wanted == 0) {
      return held;
    }
    long all;
    try (Stream<E> examples = held.get()) {
      all = examples.count();
    }
    return () ->
        new Subset(all, wanted, Seeds.stream(settings.seed(), "examples of validation"))
            .of(held.get());
  }

  private int length(E example) {
    return objective.sequence(example).length();
  }

  private int terms() {
    return step.loss().terms().size();
  }

  /** One pass over the training examples. */
  private final class Epoch {
    private final LengthBuckets buckets;
    private final TrainingCheckpoints checkpoints;
    private final int parts = settings.batching().parts();
    private final long draws;
    private final long steps;
    private boolean ended;
    private long savedAtStep;
    private long savedAt = System.nanoTime();

    Epoch(LengthBuckets buckets, TrainingCheckpoints checkpoints) {
      this.buckets = buckets;
      this.checkpoints = checkpoints;
      this.draws = objective.draws(buckets.all());
      long examples =
          settings.epochExamples() == 0 ? draws : Math.min(draws, settings.epochExamples());
      this.steps =
          settings.privacy() == null
              ? (buckets.batches(examples) + parts - 1) / parts
              : settings.privacy().stepsOfAnEpoch();
    }

    /** To the end of the epoch, or to the last step that is allowed. */
    TrainingState trained(TrainingState from, Supplier<Stream<E>> training, long mostSteps)
        throws IOException {
      savedAtStep = from.steps();
      graph.parameters().redraw(graph.session(), from.epoch());
      if (settings.privacy() != null) {
        return trained(from, people(from, training), mostSteps);
      }
      try (Stream<E> all = drawn(training.get(), from.epoch())) {
        BatchesInParts<E> batches =
            new BatchesInParts<>(
                new ShuffledBatches<>(
                    all.iterator(),
                    TrainingLoop.this::length,
                    buckets,
                    settings.batching().bufferPositions(),
                    Seeds.stream(settings.seed(), "batches", from.epoch())),
                parts);
        for (long i = 0; i < from.begun().steps(); i++) {
          batches.next();
        }
        return trained(from, batches, mostSteps);
      }
    }

    private TrainingState trained(
        TrainingState from, Iterator<List<MicroBatch<E>>> batches, long mostSteps)
        throws IOException {
      TrainingState state = from;
      while (batches.hasNext() && state.steps() < mostSteps) {
        state = stepped(state, batches.next());
        saveIfDue(state);
      }
      ended = !batches.hasNext();
      return state;
    }

    private Iterator<List<MicroBatch<E>>> people(TrainingState from, Supplier<Stream<E>> training) {
      PrivateSteps own = settings.privacy();
      double positions = own.expectedPeople() * graph.spec().maxLength();
      long room = (long) (settings.batching().bufferPositions() / positions);
      return new PoissonBatches<>(
          training,
          TrainingLoop.this::length,
          own.samplingRate(),
          (int) Math.max(1, Math.min(steps, room)),
          secret,
          from.steps(),
          from.log().steps() + steps);
    }

    private Stream<E> drawn(Stream<E> examples, int epoch) {
      Stream<E> drawn = objective.drawn(examples, epoch);
      return settings.epochExamples() == 0
          ? drawn
          : new Subset(
                  draws,
                  settings.epochExamples(),
                  Seeds.stream(settings.seed(), "examples of the epoch", epoch))
              .of(drawn);
    }

    private TrainingState stepped(TrainingState state, List<MicroBatch<E>> batch) {
      long began = System.nanoTime();
      long number = state.steps();
      Schedule.Point point = settings.optimiser().schedule().at(number, steps, settings.epochs());
      LossSums losses = step.run(batch, state.epoch(), number, point);
      long tokens =
          batch.stream()
              .flatMap(part -> part.examples().stream())
              .mapToLong(TrainingLoop.this::length)
              .sum();
      double seconds = (System.nanoTime() - began) / 1e9;
      pace.add(tokens, seconds);
      long all = steps * settings.epochs();
      progress.after(
          new TrainingProgress.Step(
              objective.stage(),
              number + 1,
              all,
              losses.mean(step.loss()),
              tokens,
              seconds,
              pace.tokensPerSecond(),
              pace.secondsFor(all - number - 1)));
      return new TrainingState(state.log(), state.begun().with(losses, tokens));
    }

    private void saveIfDue(TrainingState state) throws IOException {
      double seconds = (System.nanoTime() - savedAt) / 1e9;
      boolean ends = state.begun().steps() == steps;
      if (!ends && settings.saves().due(state.steps() - savedAtStep, seconds)) {
        save(state);
      }
    }

    TrainingState logged(TrainingState state, Supplier<Stream<E>> held, LengthBuckets heldBuckets) {
      TrainingState.Begun done = state.begun();
      boolean secretly = settings.privacy() != null;
      boolean validated = settings.validatesAfter(state.epoch());
      Objective.Criterion<E> criterion = objective.criterion();
      double loss = validated ? pass.over(held, heldBuckets, criterion) : Double.NaN;
      return TrainingState.at(
          state
              .log()
              .with(
                  new TrainingLog.Epoch(
                      state.epoch(),
                      validated,
                      secretly ? Double.NaN : done.losses().mean(step.loss()),
                      loss,
                      validated ? criterion.value(loss) : Double.NaN,
                      done.steps(),
                      secretly ? 0 : done.tokens(),
                      secretly ? 1 : buckets.paddingRatio())),
          terms());
    }

    /** Shows the training split, as it is learned by now, to who draws the next epoch by it. */
    void review(Supplier<Stream<E>> training) {
      objective
          .review()
          .ifPresent(
              review -> {
                pass.over(training, buckets, review);
                review.passed();
              });
    }

    void save(TrainingState state) throws IOException {
      checkpoints.save(
          state,
          graph.parameters().read(graph.session()),
          step.moments().read(graph.session()),
          objective.review().map(Objective.Review::memory));
      savedAtStep = state.steps();
      savedAt = System.nanoTime();
    }
  }
}
