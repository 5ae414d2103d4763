package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * AdamW and RAdam as their papers and PyTorch's documentation state them, written down once more in
 * plain double arithmetic.
 */
final class TestingOptimiser {

  private final Optimiser optimiser;
  private final List<double[]> values = new ArrayList<>();
  private final List<double[]> first = new ArrayList<>();
  private final List<double[]> second = new ArrayList<>();

  TestingOptimiser(Optimiser optimiser, List<Weight> weights) {
    this.optimiser = optimiser;
    for (Weight weight : weights) {
      double[] own = new double[weight.values().length];
      for (int i = 0; i < own.length; i++) {
        own[i] = weight.values()[i];
      }
      values.add(own);
      first.add(new double[own.length]);
      second.add(new double[own.length]);
    }
  }

  List<double[]> values() {
    return values;
  }

  /**
   * @param t from 1
   * @param decays by weight, as the test states them
   * @param depths powers of the layer factor, as the test states them
   */
  void step(
      int t, double rate, double beta1, List<double[]> gradients, double[] decays, int[] depths) {
    List<double[]> clipped = clipped(gradients);
    for (int w = 0; w < values.size(); w++) {
      double own = rate * Math.pow(optimiser.layerFactor(), depths[w]);
      for (int i = 0; i < values.get(w).length; i++) {
        move(t, w, i, own, beta1, clipped.get(w)[i], decays[w]);
      }
    }
  }

  private void move(int t, int w, int i, double rate, double beta1, double given, double decay) {
    double[] value = values.get(w);
    boolean adamW = optimiser.rule() == Optimiser.Rule.ADAM_W;
    double gradient = adamW ? given : given + decay * value[i];
    if (adamW) {
      value[i] -= rate * decay * value[i];
    }
    double beta2 = optimiser.beta2();
    double[] m = first.get(w);
    double[] v = second.get(w);
    m[i] = beta1 * m[i] + (1 - beta1) * gradient;
    v[i] = beta2 * v[i] + (1 - beta2) * gradient * gradient;
    double mHat = m[i] / (1 - Math.pow(beta1, t));
    double correction2 = 1 - Math.pow(beta2, t);
    if (adamW) {
      value[i] -= rate * mHat / (Math.sqrt(v[i] / correction2) + optimiser.epsilon());
      return;
    }
    double rhoInfinity = 2 / (1 - beta2) - 1;
    double rho = rhoInfinity - 2 * t * Math.pow(beta2, t) / correction2;
    if (rho > 5) {
      double r =
          Math.sqrt(
              (rho - 4) * (rho - 2) * rhoInfinity / ((rhoInfinity - 4) * (rhoInfinity - 2) * rho));
      value[i] -=
          rate * mHat * r * Math.sqrt(correction2) / (Math.sqrt(v[i]) + optimiser.epsilon());
    } else {
      value[i] -= rate * mHat;
    }
  }

  private List<double[]> clipped(List<double[]> gradients) {
    double limit = optimiser.clipping().limit();
    double squares = 0;
    for (double[] gradient : gradients) {
      for (double each : gradient) {
        squares += each * each;
      }
    }
    double scale = Math.min(1, limit / Math.sqrt(squares));
    List<double[]> clipped = new ArrayList<>();
    for (double[] gradient : gradients) {
      double[] own = gradient.clone();
      for (int i = 0; i < own.length; i++) {
        own[i] =
            optimiser.clipping().by() == Clipping.By.VALUE
                ? Math.max(-limit, Math.min(limit, own[i]))
                : own[i] * scale;
      }
      clipped.add(own);
    }
    return clipped;
  }
}
