package dev.norn.model.pretraining;

import dev.norn.model.augmentation.Sentence;
import dev.norn.model.augmentation.Sentences;
import dev.norn.sequence.PersonSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The question whether a life's events stand in their order, as in life2vec (Savcisens et al.
 * 2024): contents move, while days, ages and segments stay where they were. The background stays.
 *
 * @param answer 0 in order, 1 reversed, 2 shuffled
 */
record SentenceOrder(PersonSequence sequence, int answer) {

  static final int ANSWERS = 3;

  private static final double REVERSED = 0.05;
  private static final double SHUFFLED = 0.05;

  static SentenceOrder draw(PersonSequence life, SplittableRandom random) {
    double drawn = random.nextDouble();
    if (drawn < REVERSED) {
      return new SentenceOrder(reversed(life), 1);
    }
    return drawn > 1 - SHUFFLED
        ? new SentenceOrder(shuffled(life, random), 2)
        : new SentenceOrder(life, 0);
  }

  static PersonSequence reversed(PersonSequence life) {
    Sentences sentences = Sentences.of(life);
    List<Integer> order = places(sentences);
    Collections.reverse(order);
    return placed(sentences, order);
  }

  static PersonSequence shuffled(PersonSequence life, SplittableRandom random) {
    Sentences sentences = Sentences.of(life);
    List<Integer> order = places(sentences);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return placed(sentences, order);
  }

  private static List<Integer> places(Sentences sentences) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < sentences.events().size(); i++) {
      places.add(i);
    }
    return places;
  }

  private static PersonSequence placed(Sentences sentences, List<Integer> order) {
    List<Sentence> events = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      Sentence content = sentences.events().get(order.get(i));
      events.add(sentences.events().get(i).withTokens(content.tokens()));
    }
    return sentences.withEvents(events).toSequence();
  }
}
