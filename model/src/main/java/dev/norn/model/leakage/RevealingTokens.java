package dev.norn.model.leakage;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.outcome.OutcomeForm;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks in a corpus' training split for tokens that reveal an outcome: nobody falls ill so surely
 * that one code alone tells it, but a code that is written because of the outcome does.
 *
 * <p>A token is named when the lower bound of Wilson's interval (two standard errors) of the share
 * of its holders who have the outcome leaves less than a quarter of the doubt that the base rate
 * leaves, so at a base rate of 4 % when the bound is above 76 %. Rare tokens, of which little is
 * known, are not.
 */
public final class RevealingTokens {

  private static final double DEVIATIONS = 2;
  private static final double DOUBT_LEFT = 0.25;

  private final String outcome;
  private final Function<CorpusExample, Optional<Boolean>> answer;
  private final long[] people;
  private final long[] positive;
  private long allPeople;
  private long allPositive;

  /**
   * @param outcome or one of its classes, as printed
   * @param answer whether a person has it, where that is known
   */
  private RevealingTokens(
      String outcome, Function<CorpusExample, Optional<Boolean>> answer, int tokens) {
    this.outcome = outcome;
    this.answer = answer;
    people = new long[tokens];
    positive = new long[tokens];
  }

  /**
   * @param vocabulary that the corpus was written with
   * @return by outcome and class, then in the order of the vocabulary
   */
  public static List<RevealingToken> of(Corpus corpus, Vocabulary vocabulary) {
    corpus.requireVocabulary(vocabulary.hash());
    List<RevealingTokens> tallies =
        corpus.manifest().description().forms().entrySet().stream()
            .flatMap(form -> tallies(form.getKey(), form.getValue(), vocabulary.size()))
            .toList();
    try (Stream<CorpusExample> examples = corpus.examples(Split.TRAIN)) {
      for (Iterator<CorpusExample> each = examples.iterator(); each.hasNext(); ) {
        CorpusExample example = each.next();
        int[] held = Arrays.stream(example.sequence().tokens()).distinct().toArray();
        tallies.forEach(tally -> tally.add(held, example));
      }
    }
    List<RevealingToken> revealing = new ArrayList<>();
    tallies.forEach(tally -> tally.collect(vocabulary, revealing));
    return revealing;
  }

  /** Of the label, and of each class where there are some. */
  private static Stream<RevealingTokens> tallies(String outcome, OutcomeForm form, int tokens) {
    List<String> classes = form.classes();
    return Stream.concat(
        Stream.of(new RevealingTokens(outcome, example -> label(example, outcome), tokens)),
        IntStream.range(0, classes.size())
            .mapToObj(
                place ->
                    new RevealingTokens(
                        outcome + ", class " + classes.get(place),
                        example ->
                            Optional.ofNullable(example.answers().get(outcome))
                                .map(answer -> answer == place),
                        tokens)));
  }

  private static Optional<Boolean> label(CorpusExample example, String outcome) {
    OutcomeLabel label = example.label(outcome);
    return label == OutcomeLabel.UNKNOWN
        ? Optional.empty()
        : Optional.of(label == OutcomeLabel.POSITIVE);
  }

  private void add(int[] held, CorpusExample example) {
    Optional<Boolean> has = answer.apply(example);
    if (has.isEmpty()) {
      return;
    }
    int one = has.get() ? 1 : 0;
    allPeople++;
    allPositive += one;
    for (int token : held) {
      people[token]++;
      positive[token] += one;
    }
  }

  private void collect(Vocabulary vocabulary, List<RevealingToken> into) {
    double baseRate = allPeople == 0 ? 0 : (double) allPositive / allPeople;
    for (int token = SpecialToken.UNK.id() + 1; token < people.length; token++) {
      if (lowerBound(positive[token], people[token]) > 1 - DOUBT_LEFT * (1 - baseRate)) {
        into.add(
            new RevealingToken(
                outcome,
                vocabulary.tokens().get(token).text(),
                people[token],
                positive[token],
                baseRate));
      }
    }
  }

  /** Of Wilson's interval of a share; 0 where there is nobody. */
  static double lowerBound(long positive, long people) {
    if (people == 0) {
      return 0;
    }
    double share = (double) positive / people;
    double square = DEVIATIONS * DEVIATIONS;
    double spread =
        DEVIATIONS * Math.sqrt(share * (1 - share) / people + square / (4.0 * people * people));
    return (share + square / (2 * people) - spread) / (1 + square / people);
  }
}
