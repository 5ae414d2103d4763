package dev.norn.model.finetuning;

import dev.norn.model.graph.Weight;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.ndarray.Shape;

/**
 * A life as sparse numbers: how often each token stands in it, how often lately, and age.
 *
 * <p>Each token is counted once for each half-life: an occurrence weighs 1 on the landmark's day
 * and half as much each half-life before; background tokens weigh 1. The logarithm of 1 + sum is
 * taken, since the tenth visit says less than the second. The last numbers are the age at the
 * landmark, from fifty, and the years above each of some ages, in units of twenty years: what is
 * linear in them bends at those ages. {@link TokenCounts} computes the same within a graph.
 */
public final class CountFeatures {

  /** In years; without end is the plain count. */
  static final double[] HALF_LIVES = {Double.POSITIVE_INFINITY, 2, 0.5};

  static final double DAYS_IN_YEAR = 365.25;
  static final double AGE_ZERO = 50;
  static final double[] AGE_BENDS = {30, 40, 50, 60, 70, 80};
  static final double AGE_UNIT = 20;

  /** Numbers that age gives. */
  public static final int AGES = 1 + AGE_BENDS.length;

  private final int tokens;

  /**
   * @param tokens of the vocabulary, special ones included; tokens of higher id are left out
   */
  public CountFeatures(int tokens) {
    this.tokens = tokens;
  }

  static int size(int tokens) {
    return HALF_LIVES.length * tokens + AGES;
  }

  public int size() {
    return size(tokens);
  }

  /** Place of the first of the {@link #AGES} numbers of age, which are the last. */
  public int agePlace() {
    return HALF_LIVES.length * tokens;
  }

  /** What is not 0, and all numbers of age in any case, by place. */
  public Map<Integer, Double> of(PersonSequence life) {
    Map<Integer, Double> sums = new TreeMap<>();
    for (int i = 0; i < life.length(); i++) {
      int token = life.tokens()[i];
      if (token >= SpecialToken.UNK.id() && token < tokens) {
        double years = Math.max(0, life.days()[0] - life.days()[i]) / DAYS_IN_YEAR;
        for (int h = 0; h < HALF_LIVES.length; h++) {
          double weight = Math.exp(-Math.log(2) / HALF_LIVES[h] * years);
          sums.merge(h * tokens + token, weight, Double::sum);
        }
      }
    }
    sums.replaceAll((place, sum) -> Math.log1p(sum));
    double age = life.ages()[0];
    sums.put(agePlace(), (age - AGE_ZERO) / AGE_UNIT);
    for (int i = 0; i < AGE_BENDS.length; i++) {
      sums.put(agePlace() + 1 + i, Math.max(0, age - AGE_BENDS[i]) / AGE_UNIT);
    }
    return sums;
  }

  /**
   * The weight by which a binary head of a served model adds what is linear in these numbers to its
   * logit.
   *
   * @param coefficients by place
   */
  public Weight weight(HeadSpec head, double[] coefficients) {
    float[] values = new float[coefficients.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) coefficients[i];
    }
    return new Weight(weightName(head), Shape.of(size(), 1), values);
  }

  static String weightName(HeadSpec head) {
    return head.weightName("counts");
  }
}
