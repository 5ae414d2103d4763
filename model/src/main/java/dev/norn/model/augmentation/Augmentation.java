package dev.norn.model.augmentation;

import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random changes to a life in training, as in life2vec (Savcisens et al. 2024), in this order: the
 * tokens within each sentence are permuted, for the order of a row's fields means nothing; events
 * are left out; days are blurred; the background is hidden; single tokens are dropped. Never makes
 * a life longer. Serving keeps every life as it is.
 *
 * @param resampled share of lives from which a quarter to a half of the events is left out
 * @param blurred share of lives whose events move by up to five days
 * @param hidden share of lives whose background is unknown
 * @param dropped share of sentences that lose one token
 */
public record Augmentation(double resampled, double blurred, double hidden, double dropped) {

  /** For pre-training and for outcomes such as death and emigration. */
  public static final Augmentation LIFE_COURSE = new Augmentation(0.4, 0.1, 0.01, 0.01);

  /** For ordinal answers, such as those to personality questions, alone. */
  public static final Augmentation PERSONALITY = new Augmentation(0.2, 0.1, 0.01, 0.001);

  /** Permutes within sentences and does nothing else. */
  public static final Augmentation PERMUTATION = new Augmentation(0, 0, 0, 0);

  private static final int EARLIEST = -5;
  private static final int AFTER_LATEST = 5;
  private static final int PUBLISHED_DAY_ZERO =
      LandmarkDate.absoluteDay(LocalDate.of(2008, 1, 1)) - 1;
  private static final int PUBLISHED_LAST_DAY = PUBLISHED_DAY_ZERO + 4329;

  public PersonSequence apply(ModelSpec spec, PersonSequence life, SplittableRandom random) {
    Sentences read = permuted(Sentences.of(life), random);
    if (random.nextDouble() < resampled) {
      read = thinned(read, spec.has(Quirk.REBASED_RESAMPLES), random);
    }
    if (random.nextDouble() < blurred) {
      read = blurred(read, spec.has(Quirk.REBASED_RESAMPLES), random);
    }
    if (random.nextDouble() < hidden) {
      int[] unknown = new int[read.background().length];
      Arrays.fill(unknown, SpecialToken.UNK.id());
      read = read.withBackground(unknown);
    }
    return segmented(droppingTokens(read, random)).toSequence();
  }

  private static Sentences permuted(Sentences life, SplittableRandom random) {
    return life.withEvents(
        life.events().stream().map(e -> e.withTokens(permuted(e.tokens(), random))).toList());
  }

  private static int[] permuted(int[] tokens, SplittableRandom random) {
    int[] permuted = tokens.clone();
    for (int i = permuted.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = permuted[i];
      permuted[i] = permuted[j];
      permuted[j] = swapped;
    }
    return permuted;
  }

  private static Sentences thinned(Sentences life, boolean rebased, SplittableRandom random) {
    int count = life.events().size();
    int fewest = count / 4;
    int most = count / 2;
    if (most <= fewest) {
      return life;
    }
    List<Sentence> kept = new ArrayList<>(life.events());
    for (int left = random.nextInt(fewest, most); left > 0; left--) {
      kept.remove(random.nextInt(kept.size()));
    }
    return life.withEvents(rebased ? rebased(kept) : kept);
  }

  private static List<Sentence> rebased(List<Sentence> events) {
    int earlier = events.get(0).day() - (PUBLISHED_DAY_ZERO + 1);
    return events.stream()
        .map(e -> e.withDay(Math.max(PUBLISHED_DAY_ZERO, e.day() - earlier)))
        .toList();
  }

  // As published, neighbours may change places in time without being sorted again, and ages stay.
  private static Sentences blurred(Sentences life, boolean published, SplittableRandom random) {
    int first = published ? PUBLISHED_DAY_ZERO : Integer.MIN_VALUE;
    int last = published ? PUBLISHED_LAST_DAY : life.source().days()[0];
    return life.withEvents(
        life.events().stream()
            .map(
                e -> {
                  int moved = e.day() + random.nextInt(EARLIEST, AFTER_LATEST);
                  return e.withDay(Math.max(first, Math.min(last, moved)));
                })
            .toList());
  }

  private Sentences droppingTokens(Sentences life, SplittableRandom random) {
    return life.withEvents(
        life.events().stream()
            .map(e -> random.nextDouble() < dropped ? droppingOne(e, random) : e)
            .toList());
  }

  private static Sentence droppingOne(Sentence event, SplittableRandom random) {
    int[] tokens = event.tokens();
    if (tokens.length == 0) {
      return event;
    }
    int at = random.nextInt(tokens.length);
    int[] fewer = Arrays.copyOf(tokens, tokens.length - 1);
    System.arraycopy(tokens, at + 1, fewer, at, fewer.length - at);
    return event.withTokens(fewer);
  }

  private static Sentences segmented(Sentences life) {
    List<Sentence> events = new ArrayList<>();
    for (Sentence event : life.events()) {
      events.add(event.withSegment((events.size() + 1) % 3 + 1));
    }
    return life.withEvents(Collections.unmodifiableList(events));
  }
}
