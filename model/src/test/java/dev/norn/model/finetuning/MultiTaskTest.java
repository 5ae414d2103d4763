package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.graph.Weights;
import dev.norn.model.serving.Encoding;
import dev.norn.model.serving.LogitCalibration;
import dev.norn.model.serving.ReleasedModel;
import dev.norn.model.serving.SavedModelExport;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One model with a head of each kind. Who carries token 7 has four times the hazard of the event
 * and the higher class; a competing cause comes to all alike, and half of all are censored early.
 */
class MultiTaskTest {

  private static final int HORIZON = 1000;
  private static final double RIVAL = 0.0004;
  private static final List<HeadSpec> HEADS =
      List.of(
          HeadSpec.binary("carries"),
          HeadSpec.ordinal("class", List.of("low", "middle", "high")),
          HeadSpec.timeToEvent("event", List.of(250, 500, HORIZON), List.of("event", "rival")));

  private final ModelSpec spec = ModelSpec.tiny(TestingLives.VOCABULARY);

  @TempDir private Path folder;

  @Test
  void oneModelLearnsEveryKindAndCensoringDoesNotBiasTheCurve() throws IOException {
    TrainedModel model =
        finetuning(10, TrainingProgress.silent())
            .run(
                new Weights(List.of()),
                examples(800, 1)::stream,
                examples(200, 2)::stream,
                folder.resolve("run"));
    SavedModelExport.write(
        spec,
        HEADS,
        model.weights(),
        Collections.nCopies(3, LogitCalibration.NONE),
        folder.resolve("release/saved_model"));
    List<PersonSequence> people =
        examples(300, 4).stream().map(LabelledSequence::sequence).toList();
    try (ReleasedModel released = ReleasedModel.load(folder.resolve("release"))) {
      List<Encoding> encodings = released.encode(people);
      for (boolean carrier : new boolean[] {true, false}) {
        double rate = rate(carrier);
        double all = rate + RIVAL;
        for (int cut = 0; cut < 3; cut++) {
          int days = HEADS.get(2).cuts().get(cut);
          double ended = 1 - Math.exp(-all * days);
          assertThat(meanCurve(people, encodings, carrier, 0, cut))
              .as("event by day %d, carrier %s", days, carrier)
              .isCloseTo(rate / all * ended, within(0.08));
          assertThat(meanCurve(people, encodings, carrier, 1, cut))
              .as("rival by day %d, carrier %s", days, carrier)
              .isCloseTo(RIVAL / all * ended, within(0.08));
        }
      }
      assertThat(shareRightClass(people, encodings)).isGreaterThan(0.8);
    }
  }

  @Test
  void killedTrainingWeighsItsLossesAsIfItHadNotBeen() throws IOException {
    List<LabelledSequence> training = examples(150, 1);
    List<LabelledSequence> validation = examples(50, 2);
    Weights none = new Weights(List.of());
    TrainedModel whole =
        finetuning(3, TrainingProgress.silent())
            .run(none, training::stream, validation::stream, folder.resolve("whole"));
    long steps = whole.log().epochs().get(0).steps();
    Path killed = folder.resolve("killed");
    TrainingProgress death =
        step -> {
          if (step.step() > steps + 1) {
            throw new IllegalStateException("killed in the second epoch");
          }
        };
    assertThatThrownBy(
            () -> finetuning(3, death).run(none, training::stream, validation::stream, killed))
        .hasMessage("killed in the second epoch");
    TrainedModel resumed =
        finetuning(3, TrainingProgress.silent())
            .run(none, training::stream, validation::stream, killed);
    String memory = "outcome.class.variation";
    assertThat(whole.weights().get(memory).values()[9]).isEqualTo(whole.log().bestEpoch() * steps);
    assertThat(resumed.weights().get(memory).values())
        .containsExactly(whole.weights().get(memory).values(), within(1e-3f));
    assertThat(resumed.weights().get("outcome.class.classes.weight").values())
        .containsExactly(
            whole.weights().get("outcome.class.classes.weight").values(), within(1e-4f));
  }

  private Finetuning finetuning(int epochs, TrainingProgress progress) {
    return new Finetuning(
        spec, HEADS, TrainingSettings.of(epochs, 1e-2, 3).withBatchPositions(512), progress);
  }

  private static double rate(boolean carrier) {
    return carrier ? 0.0016 : 0.0004;
  }

  private static boolean carries(PersonSequence life) {
    return IntStream.of(life.tokens()).anyMatch(token -> token == 7);
  }

  private static List<LabelledSequence> examples(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> TestingLives.life(seed + "-" + i, random, at -> random.nextInt(5, 25)))
        .map(life -> new LabelledSequence(life, outcomes(carries(life), random)))
        .toList();
  }

  private static List<ObservedOutcome> outcomes(boolean carrier, SplittableRandom random) {
    int event = day(rate(carrier), random);
    int rival = day(RIVAL, random);
    int censored = random.nextBoolean() ? random.nextInt(1, HORIZON) : HORIZON;
    int days = Math.min(censored, Math.min(event, rival));
    int cause = days == event ? 1 : days == rival ? 2 : 0;
    return List.of(
        ObservedOutcome.of(carrier ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE),
        new ObservedOutcome(
            carrier ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE, null, carrier ? 2 : 0),
        new ObservedOutcome(OutcomeLabel.UNKNOWN, new FollowUp(days, cause), null));
  }

  private static int day(double rate, SplittableRandom random) {
    return (int) Math.ceil(-Math.log(1 - random.nextDouble()) / rate) + 1;
  }

  private static double meanCurve(
      List<PersonSequence> people, List<Encoding> encodings, boolean carrier, int cause, int cut) {
    return IntStream.range(0, people.size())
        .filter(i -> carries(people.get(i)) == carrier)
        .mapToDouble(i -> encodings.get(i).cumulativeIncidence(2)[cause][cut])
        .average()
        .orElseThrow();
  }

  private static double shareRightClass(List<PersonSequence> people, List<Encoding> encodings) {
    return IntStream.range(0, people.size())
            .filter(
                i -> {
                  float[] classes = encodings.get(i).classProbabilities(1);
                  return classes[2] > classes[0] == carries(people.get(i));
                })
            .count()
        / (double) people.size();
  }
}
