package dev.norn.model.privacy;

import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.AgeSex;
import dev.norn.model.evaluation.Interval;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.Scores;
import dev.norn.model.evaluation.StratifiedBootstrap;
import dev.norn.model.evaluation.TokenDivision;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which attributes of a person can be read from an embedding or from probabilities alone? Attacked
 * are people whom the release was not trained with. An attribute is a token of the life: those that
 * divide people into groups, and the commonest others.
 *
 * <p>Beside each attack stands what age and sex alone give away, which an attacker is taken to
 * know. An embedding is made to hold a life, so that much can be read from it is no fault of a
 * release; it says that an embedding is as personal as the life is.
 */
final class AttributeAttacks {

  /** Attributes that nearly everybody or nearly nobody has are not attacked. */
  private static final double RAREST = 0.05;

  private static final int MOST_OTHERS = 12;

  /** On each side of an attribute, in each half: below that nothing can be learnt. */
  private static final int LEAST_PEOPLE = 10;

  private final Vocabulary vocabulary;
  private final Set<Integer> sexTokens;
  private final List<TokenDivision> divisions;
  private final long seed;
  private final StratifiedBootstrap bootstrap;

  AttributeAttacks(
      Vocabulary vocabulary,
      Set<Integer> sexTokens,
      List<TokenDivision> divisions,
      long seed,
      StratifiedBootstrap bootstrap) {
    this.vocabulary = vocabulary;
    this.sexTokens = sexTokens;
    this.divisions = divisions;
    this.seed = seed;
    this.bootstrap = bootstrap;
  }

  List<Attribute> on(AttackedPeople people) {
    boolean[] half = people.halves(seed);
    double[][] known = features(people, person -> known(people, person));
    double[][] embeddings =
        features(people, person -> widened(people.encodings().get(person).embedding()));
    double[][] logits =
        features(people, person -> widened(people.encodings().get(person).logits()));
    List<Attribute> attributes = new ArrayList<>();
    for (int token : attacked(people)) {
      boolean[] holders = holders(people, token);
      if (!isEnough(holders, half)) {
        continue;
      }
      boolean isSex = sexTokens.contains(token);
      double[][] before = isSex ? ages(known) : known;
      boolean[] guessed = LinearAttack.guessed(holders, half);
      Scores first = new Scores(LinearAttack.guesses(before, holders, half), guessed);
      double[] fromEmbedding = LinearAttack.guesses(embeddings, holders, half);
      double[] fromProbabilities = LinearAttack.guesses(logits, holders, half);
      attributes.add(
          new Attribute(
              vocabulary.tokens().get(token).text(),
              isSex ? "age" : "age and sex",
              bootstrap.interval(Metric.AUROC, first),
              Attack.of("embedding", fromEmbedding, guessed, bootstrap),
              gain(fromEmbedding, guessed, first),
              Attack.of("probabilities", fromProbabilities, guessed, bootstrap),
              gain(fromProbabilities, guessed, first)));
    }
    return attributes;
  }

  /**
   * Tokens that divide people, then the commonest others, each with enough people on both sides.
   */
  private Set<Integer> attacked(AttackedPeople people) {
    int[] holding = new int[vocabulary.size()];
    for (CorpusExample person : people.examples()) {
      Arrays.stream(person.sequence().tokens()).distinct().forEach(token -> holding[token]++);
    }
    Set<Integer> attacked = new LinkedHashSet<>();
    divisions.forEach(division -> attacked.addAll(division.tokens().keySet()));
    attacked.removeIf(token -> !isCommon(holding[token], people.size()));
    IntStream.range(SpecialToken.UNK.id() + 1, holding.length)
        .boxed()
        .filter(token -> !attacked.contains(token) && isCommon(holding[token], people.size()))
        .sorted(Comparator.comparingInt(token -> -holding[token]))
        .limit(MOST_OTHERS)
        .toList()
        .forEach(attacked::add);
    return attacked;
  }

  private static boolean isCommon(int holders, int people) {
    return holders >= RAREST * people && holders <= (1 - RAREST) * people;
  }

  private static boolean[] holders(AttackedPeople people, int token) {
    boolean[] holders = new boolean[people.size()];
    for (int person = 0; person < holders.length; person++) {
      int[] tokens = people.examples().get(person).sequence().tokens();
      holders[person] = Arrays.stream(tokens).anyMatch(one -> one == token);
    }
    return holders;
  }

  private static boolean isEnough(boolean[] holders, boolean[] half) {
    int[][] counts = new int[2][2];
    for (int person = 0; person < holders.length; person++) {
      counts[half[person] ? 1 : 0][holders[person] ? 1 : 0]++;
    }
    return Arrays.stream(counts).flatMapToInt(Arrays::stream).allMatch(n -> n >= LEAST_PEOPLE);
  }

  private Interval gain(double[] guesses, boolean[] holders, Scores before) {
    return bootstrap.difference(Metric.AUROC, new Scores(guesses, holders), before);
  }

  private interface Features {
    double[] of(int person);
  }

  private static double[][] features(AttackedPeople people, Features features) {
    return IntStream.range(0, people.size()).mapToObj(features::of).toArray(double[][]::new);
  }

  private static double[] widened(float[] numbers) {
    double[] widened = new double[numbers.length];
    for (int i = 0; i < widened.length; i++) {
      widened[i] = numbers[i];
    }
    return widened;
  }

  /** Age, its square, and whether the person has each token of sex. */
  private double[] known(AttackedPeople people, int person) {
    CorpusExample example = people.examples().get(person);
    double age = example.ageAtLandmark();
    double[] known = new double[2 + sexTokens.size()];
    known[0] = age;
    known[1] = age * age;
    int sex = AgeSex.of(example, sexTokens).sex();
    int at = 2;
    for (int token : sexTokens) {
      known[at++] = token == sex ? 1 : 0;
    }
    return known;
  }

  private static double[][] ages(double[][] known) {
    return Arrays.stream(known).map(row -> Arrays.copyOf(row, 2)).toArray(double[][]::new);
  }
}
