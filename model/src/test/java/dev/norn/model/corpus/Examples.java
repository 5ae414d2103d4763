package dev.norn.model.corpus;

import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.OutcomeForm;
import dev.norn.outcome.OutcomeKind;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.LandmarkSpan;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Made-up people for tests: two sexes (tokens 5 and 6), events of tokens 7 to 11. */
public final class Examples {

  public static final int SEX_A = 5;
  public static final int SEX_B = 6;

  private Examples() {}

  public static CorpusDescription description(String... outcomes) {
    return new CorpusDescription(
        "vocabulary-hash",
        LandmarkSpan.parse("2015-12-31"),
        "2016-06-30T00:00:00Z",
        "adults",
        List.of(outcomes),
        "by hash: 0.7 / 0.15 / 0.15",
        17,
        512);
  }

  /** The same person for the same number; about every third label is unknown. */
  public static CorpusExample random(int number, String... outcomes) {
    SplittableRandom random = new SplittableRandom(number);
    Map<String, OutcomeLabel> labels = new TreeMap<>();
    for (String outcome : outcomes) {
      labels.put(outcome, OutcomeLabel.values()[random.nextInt(3)]);
    }
    Split split = Split.values()[random.nextInt(3)];
    int events = random.nextInt(12);
    return new CorpusExample(life(number, random.nextInt(20, 90), SEX_A, events), split, labels);
  }

  /** A binary, a time-to-event and an ordinal outcome, a next event and a count. */
  public static CorpusDescription ofEveryKind() {
    CorpusDescription base = description("death", "death-time", "health", "health-next", "visits");
    return new CorpusDescription(
        base.vocabularyHash(),
        base.landmark(),
        base.knownBy(),
        base.cohort(),
        base.outcomes(),
        base.splitRule(),
        base.seed(),
        base.maxLength(),
        Map.of(
            "death",
            new OutcomeForm(OutcomeKind.BINARY, 1461, List.of(), List.of()),
            "death-time",
            new OutcomeForm(
                OutcomeKind.TIME_TO_EVENT, 1461, List.of("death-time", "emigration"), List.of()),
            "health",
            new OutcomeForm(OutcomeKind.ORDINAL, 1461, List.of(), List.of("1", "2", "3")),
            "health-next",
            new OutcomeForm(OutcomeKind.NEXT_EVENT, 1461, List.of(), List.of("I", "E", "other")),
            "visits",
            new OutcomeForm(OutcomeKind.COUNT, 1461, List.of(), List.of())));
  }

  /** The same person for the same number; now and then nothing but the label is known. */
  public static CorpusExample ofEveryKind(int number) {
    SplittableRandom random = new SplittableRandom(number);
    CorpusExample person = random(number, "death", "death-time", "health", "health-next", "visits");
    Map<String, FollowUp> followUps = new TreeMap<>();
    Map<String, Integer> answers = new TreeMap<>();
    if (random.nextInt(4) > 0) {
      followUps.put("death", new FollowUp(random.nextInt(1, 1461), random.nextInt(2)));
      followUps.put("death-time", new FollowUp(random.nextInt(1, 1461), random.nextInt(3)));
    }
    if (random.nextInt(4) > 0) {
      answers.put("health", random.nextInt(3));
      answers.put("health-next", random.nextInt(4));
      answers.put("visits", random.nextInt(7));
    }
    return new CorpusExample(
        person.sequence(), person.split(), person.labels(), followUps, answers);
  }

  public static PersonSequence life(int number, double age, int sex, int events) {
    SplittableRandom random = new SplittableRandom(~number);
    int length = 3 + 2 * events;
    int[] tokens = new int[length];
    int[] days = new int[length];
    float[] ages = new float[length];
    int[] segments = new int[length];
    int landmark = 42_368;
    for (int i = 0; i < length; i++) {
      int event = (i - 3) / 2;
      boolean background = i < 3;
      int back = background ? 0 : 30 * (events - event);
      tokens[i] = i % 2 == 0 ? 2 : 7 + random.nextInt(5);
      days[i] = landmark - back;
      ages[i] = (float) (age - back / 365.2425);
      segments[i] = background ? 1 : (event + 1) % 3 + 1;
    }
    tokens[0] = 1;
    tokens[1] = sex;
    Instant recorded = Instant.parse("2016-01-01T00:00:00.123456Z").plusSeconds(number);
    return new PersonSequence(
        new PersonId("person-" + number), tokens, days, ages, segments, 1_000L + number, recorded);
  }

  public static void write(Path shard, CorpusDescription description, List<CorpusExample> examples)
      throws IOException {
    try (CorpusWriter writer = CorpusWriter.create(shard, description)) {
      for (CorpusExample example : examples) {
        writer.write(example);
      }
    }
  }
}
