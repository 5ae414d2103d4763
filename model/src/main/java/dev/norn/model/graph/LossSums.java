package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Losses and answers added up, by term: the mean is over answers, not over batches.
 *
 * @param sums by term
 * @param counts by term
 */
record LossSums(List<Double> sums, List<Double> counts) {

  LossSums {
    sums = List.copyOf(sums);
    counts = List.copyOf(counts);
  }

  static LossSums none(int terms) {
    List<Double> zeros = Collections.nCopies(terms, 0.0);
    return new LossSums(zeros, zeros);
  }

  static LossSums of(double[] sums, double[] counts) {
    List<Double> own = new ArrayList<>();
    List<Double> answers = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      own.add(sums[i]);
      answers.add(counts[i]);
    }
    return new LossSums(own, answers);
  }

  LossSums plus(LossSums other) {
    List<Double> own = new ArrayList<>();
    List<Double> answers = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      own.add(sums.get(i) + other.sums.get(i));
      answers.add(counts.get(i) + other.counts.get(i));
    }
    return new LossSums(own, answers);
  }

  /**
   * What a term's sum is multiplied with to give its part of the loss; 0 where nothing is asked.
   */
  double scale(int term, Objective.Loss loss) {
    double count = counts.get(term);
    return count > 0 ? loss.terms().get(term).weight() / count : 0;
  }

  double mean(Objective.Loss loss) {
    double mean = 0;
    for (int i = 0; i < sums.size(); i++) {
      mean += sums.get(i) * scale(i, loss);
    }
    return mean;
  }
}
