package dev.norn.bench;

import dev.norn.event.PersonId;
import dev.norn.model.finetuning.LabelledSequence;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Made-up lives of one length, seven tokens an event, for what does not depend on their content.
 */
final class EqualLives {

  private static final int LANDMARK = 42_000;
  private static final int EVENT = 8;

  private EqualLives() {}

  static List<PersonSequence> of(int count, int length, int vocabulary) {
    SplittableRandom random = new SplittableRandom(1);
    List<PersonSequence> lives = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lives.add(life("p" + i, length, vocabulary, random));
    }
    return lives;
  }

  static List<LabelledSequence> labelled(List<PersonSequence> lives) {
    return lives.stream()
        .map(life -> LabelledSequence.ofLabels(life, List.of(OutcomeLabel.NEGATIVE)))
        .toList();
  }

  private static PersonSequence life(
      String id, int length, int vocabulary, SplittableRandom random) {
    int[] tokens = new int[length];
    int[] days = new int[length];
    float[] ages = new float[length];
    int[] segments = new int[length];
    int specials = SpecialToken.values().length;
    Arrays.setAll(tokens, at -> random.nextInt(specials, vocabulary));
    Arrays.fill(days, LANDMARK);
    Arrays.fill(ages, 50);
    Arrays.fill(segments, 1);
    tokens[0] = SpecialToken.CLS.id();
    for (int at = EVENT - 3; at < length; at += EVENT) {
      tokens[at] = SpecialToken.SEP.id();
    }
    tokens[length - 1] = SpecialToken.SEP.id();
    for (int at = EVENT - 2; at < length; at++) {
      days[at] = LANDMARK - 2 * (length - at);
      ages[at] = 50 - (length - at) / 180f;
      segments[at] = 1 + at / EVENT % 3;
    }
    return new PersonSequence(new PersonId(id), tokens, days, ages, segments, 1, Instant.EPOCH);
  }
}
