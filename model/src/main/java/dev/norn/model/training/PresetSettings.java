package dev.norn.model.training;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Mode;
import dev.norn.model.Quirk;
import dev.norn.model.graph.Batching;
import dev.norn.model.graph.Optimiser;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.graph.WeightDecay;
import dev.norn.outcome.OutcomeKind;
import java.util.Set;

/** How to train a model of a specification where nothing else is asked for. */
public final class PresetSettings {

  private static final double PRETRAINING_RATE = 2e-3;
  private static final double FINETUNING_RATE = 2e-3;

  // Of half the longest length, so that a small model takes as many steps as a large one.
  private static final int BATCH_SEQUENCES = 32;

  private static final int PAPER_SEQUENCES = 64;
  private static final double PAPER_PRETRAINING_RATE = 5e-3;
  private static final double PAPER_FINETUNING_RATE = 1e-2;
  private static final double PAPER_PERSONALITY_RATE = 5e-4;
  private static final long PAPER_PRETRAINING_LIVES = 3_000 * 8;
  private static final long PAPER_PRETRAINING_VALIDATION = 1_000 * 8;
  private static final long PAPER_FINETUNING_LIVES = 1_200 * 8;
  private static final long PAPER_PERSONALITY_LIVES = 500 * 8;

  private static final long MEMORY_BYTES = 3L << 30;
  private static final int FLOAT_BYTES = 4;

  // A small corpus is read as often as it takes to see about so many positions, within limits:
  // validation ends a run that no longer learns.
  private static final double PRETRAINING_POSITIONS = 5e6;
  private static final double FINETUNING_POSITIONS = 7.5e6;
  private static final int LEAST_PRETRAINING = 3;
  private static final int LEAST_FINETUNING = 5;
  private static final int MOST_EPOCHS = 20;

  private final ModelSpec spec;
  private final long trainingPositions;
  private final long seed;

  /**
   * @param trainingPositions of all sequences of the training split together
   * @param seed of all that is drawn
   */
  public PresetSettings(ModelSpec spec, long trainingPositions, long seed) {
    this.spec = spec;
    this.trainingPositions = trainingPositions;
    this.seed = seed;
  }

  private int epochs(double positions, int least) {
    long wanted = Math.round(positions / Math.max(1, trainingPositions));
    return (int) Math.max(least, Math.min(MOST_EPOCHS, wanted));
  }

  public TrainingSettings pretraining() {
    return spec.is(Mode.PAPER)
        ? paperPretraining()
        : norn(epochs(PRETRAINING_POSITIONS, LEAST_PRETRAINING), PRETRAINING_RATE);
  }

  /** To yes-or-no outcomes. */
  public TrainingSettings finetuning() {
    return finetuning(Set.of(OutcomeKind.BINARY));
  }

  /**
   * @param kinds of the outcomes
   */
  public TrainingSettings finetuning(Set<OutcomeKind> kinds) {
    if (spec.is(Mode.PAPER)) {
      return kinds.equals(Set.of(OutcomeKind.ORDINAL)) ? paperPersonality() : paperFinetuning();
    }
    TrainingSettings settings =
        norn(epochs(FINETUNING_POSITIONS, LEAST_FINETUNING), FINETUNING_RATE);
    return spec.has(Quirk.UNDECAYED_ENCODER)
        ? settings.withOptimiser(settings.optimiser().withDecay(WeightDecay.PAPER_FINETUNING))
        : settings;
  }

  private TrainingSettings norn(int epochs, double rate) {
    int positions = BATCH_SEQUENCES * spec.maxLength() / 2;
    return TrainingSettings.of(epochs, rate, seed)
        .withBatching(
            new Batching(positions, memoryPositions(), Batching.BUFFER, Batching.LENGTHS));
  }

  /**
   * As life2vec is pre-trained: an epoch reads 24,000 lives, and every third is followed by a
   * validation on 8,000.
   */
  public TrainingSettings paperPretraining() {
    return paper(30, Optimiser.paperPretraining(PAPER_PRETRAINING_RATE))
        .withEpochExamples(PAPER_PRETRAINING_LIVES)
        .withHeld(new TrainingSettings.Held(PAPER_PRETRAINING_VALIDATION, 3))
        .withPatience(30, 0);
  }

  /**
   * As life2vec is fine-tuned to deaths: an epoch reads 9,600 lives. Validation reads the whole
   * split: the part that life2vec reads holds all positive people and only some others.
   */
  public TrainingSettings paperFinetuning() {
    return paper(35, Optimiser.paperFinetuning(PAPER_FINETUNING_RATE))
        .withEpochExamples(PAPER_FINETUNING_LIVES)
        .withPatience(5, 1e-3);
  }

  /**
   * As life2vec is fine-tuned to answers of a personality questionnaire: an epoch reads 4,000
   * lives.
   */
  public TrainingSettings paperPersonality() {
    return paper(50, Optimiser.paperPersonality(PAPER_PERSONALITY_RATE))
        .withEpochExamples(PAPER_PERSONALITY_LIVES)
        .withPatience(10, 1e-2);
  }

  private TrainingSettings paper(int epochs, Optimiser optimiser) {
    return TrainingSettings.of(epochs, 1, seed)
        .withBatching(
            new Batching(PAPER_SEQUENCES * spec.maxLength(), memoryPositions(), Batching.BUFFER, 0))
        .withOptimiser(optimiser);
  }

  /**
   * As many as leave the values kept for the backward pass within about 3 GiB, but one sequence at
   * least: an estimate from the widths of the layers, on the high side. A global head keeps a
   * number for each position that it sees or, where it approximates, for each random feature of
   * query and key; a local head for each position of three blocks.
   */
  private int memoryPositions() {
    long global =
        Math.min(spec.maxLength(), Math.max(spec.exactUpTo(), 2L * spec.randomFeatures()));
    long local = Math.min(spec.maxLength(), 3L * spec.localWindow());
    long seen = (spec.heads() - spec.localHeads()) * global + spec.localHeads() * local;
    long layer = 8L * spec.width() + 6L * spec.feedForward() + 4 * seen;
    // Gradients take as much again.
    long bytes = 2 * FLOAT_BYTES * spec.layers() * layer;
    return (int) Math.max(spec.maxLength(), Math.min(Integer.MAX_VALUE, MEMORY_BYTES / bytes));
  }
}
