package dev.norn.model.space;

import dev.norn.model.graph.Seeds;
import dev.norn.model.graph.TokenTable;
import dev.norn.model.graph.Weight;
import dev.norn.model.pretraining.Pretraining;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Token;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Pre-trains three models on disjoint thirds of the training people and compares their token
 * tables, as life2vec does. Each third needs a seed of its own: models that start from the same
 * weights have like tables whatever they learn.
 */
public final class SpaceRobustness {

  private static final int THIRDS = 3;
  private static final int LEAST_TOKENS = 3;

  private final Vocabulary vocabulary;
  private final SpaceSettings settings;

  public SpaceRobustness(Vocabulary vocabulary, SpaceSettings settings) {
    this.vocabulary = vocabulary;
    this.settings = settings;
  }

  /**
   * @param trainings one for each third, from 0, each with another seed
   * @param training the same people in the same order at every call; closed after use. So for
   *     validation
   * @param checkpoints folder in which each third has one of its own
   * @throws IllegalArgumentException as {@link #requireEnoughTokens}
   */
  public SpaceReport run(
      IntFunction<Pretraining> trainings,
      Supplier<Stream<PersonSequence>> training,
      Supplier<Stream<PersonSequence>> validation,
      Path checkpoints)
      throws IOException {
    requireEnoughTokens();
    int[] ids = tokens();
    List<TokenSpace> spaces = new ArrayList<>();
    for (int third = 0; third < THIRDS; third++) {
      int own = third;
      Weight table =
          trainings
              .apply(third)
              .run(
                  () -> training.get().filter(s -> thirdOf(s) == own),
                  validation,
                  checkpoints.resolve("third-" + third))
              .weights()
              .get(TokenTable.NAME);
      spaces.add(TokenSpace.of(table, ids));
    }
    List<String> texts = new ArrayList<>();
    for (int id : ids) {
      texts.add(vocabulary.tokens().get(id).text());
    }
    return new SpaceStudy(settings).report(spaces, texts);
  }

  /** Which third a person belongs to: the same in every corpus. */
  static int thirdOf(PersonSequence sequence) {
    return (int)
        Long.remainderUnsigned(
            Seeds.mixed(0, "third of the people " + sequence.person().value()), THIRDS);
  }

  /** Whether at least 3 tokens are held by enough people. */
  public boolean hasEnoughTokens() {
    return tokens().length >= LEAST_TOKENS;
  }

  /**
   * @throws IllegalArgumentException unless it {@link #hasEnoughTokens}
   */
  public void requireEnoughTokens() {
    int tokens = tokens().length;
    if (tokens < LEAST_TOKENS) {
      throw new IllegalArgumentException(
          "[space] %d tokens are held by at least %d training people, %d are needed; use more people"
                  .formatted(tokens, settings.leastPersons(), LEAST_TOKENS)
              + " or --space=skipped");
    }
  }

  private int[] tokens() {
    return vocabulary.tokens().stream()
        .filter(token -> token.id() > SpecialToken.UNK.id())
        .filter(token -> token.persons() >= settings.leastPersons())
        .mapToInt(Token::id)
        .toArray();
  }
}
