package dev.norn.model.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * XGBoost (Chen and Guestrin 2016), with its native memory kept within each call: trees are held as
 * the bytes that it writes of them. Safe for use by several threads.
 */
final class BoostedTrees {

  /** Trees tried at most, when no validation row says that it is enough. */
  static final int MOST_TREES = 500;

  /**
   * Threads that share a tree wait for each other in busy loops: where other work has a core, a fit
   * of one second was seen to take a minute.
   */
  private static final int ONE_THREAD = 1;

  private static final int PATIENCE = 25;
  private static final int TREES_UNWATCHED = 50;

  private final byte[] trees;
  private final int count;
  private final double validationLoss;

  private BoostedTrees(byte[] trees, int count, double validationLoss) {
    this.trees = trees;
    this.count = count;
    this.validationLoss = validationLoss;
  }

  /**
   * @param depth of a tree, in questions
   * @param leafWeight least sum of p (1 − p) over the people of a leaf
   */
  record Size(int depth, int leafWeight) {}

  /**
   * Trees are added until the validation rows' loss has not fallen for {@value #PATIENCE} of them;
   * without validation rows there are {@value #TREES_UNWATCHED}.
   *
   * @param width columns of all rows
   */
  static BoostedTrees fit(
      Task task, Labelled train, Labelled validation, int width, Size size, long seed) {
    return natively(
        () -> {
          DMatrix rows = matrix(train.rows(), width);
          DMatrix held = validation.rows().rows() == 0 ? null : matrix(validation.rows(), width);
          try {
            rows.setLabel(train.labels());
            Map<String, Object> parameters = parameters(task, train, size, seed);
            if (held == null) {
              Booster booster =
                  XGBoost.train(rows, parameters, TREES_UNWATCHED, Map.of(), null, null);
              return taken(booster, TREES_UNWATCHED, Double.NaN);
            }
            held.setLabel(validation.labels());
            Booster booster =
                XGBoost.train(
                    rows,
                    parameters,
                    MOST_TREES,
                    Map.of("validation", held),
                    null,
                    null,
                    null,
                    PATIENCE);
            return taken(
                booster,
                1 + Integer.parseInt(booster.getAttr("best_iteration")),
                Double.parseDouble(booster.getAttr("best_score")));
          } finally {
            rows.dispose();
            if (held != null) {
              held.dispose();
            }
          }
        });
  }

  /**
   * What is predicted.
   *
   * @param objective and loss: XGBoost's names
   * @param classes 0 where the answer is one number
   */
  record Task(String objective, String loss, int classes) {

    static final Task YES_OR_NO = new Task("binary:logistic", "logloss", 0);
    static final Task COUNT = new Task("count:poisson", "poisson-nloglik", 0);

    static Task ofClasses(int classes) {
      return new Task("multi:softprob", "mlogloss", classes);
    }
  }

  /** Rows with their answers: 0 or 1, a count, or a class from 0. */
  record Labelled(SparseRows rows, float[] labels) {
    double mean() {
      double sum = 0;
      for (float label : labels) {
        sum += label;
      }
      return sum / labels.length;
    }
  }

  /** By row: a probability, an expected count, or a probability of each class. */
  double[][] predict(SparseRows rows, int width) {
    return natively(
        () -> {
          DMatrix matrix = matrix(rows, width);
          Booster booster = XGBoost.loadModel(trees);
          try {
            booster.setParam("nthread", ONE_THREAD);
            float[][] predicted = booster.predict(matrix, false, count);
            return Arrays.stream(predicted)
                .map(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray())
                .toArray(double[][]::new);
          } finally {
            booster.dispose();
            matrix.dispose();
          }
        });
  }

  /** Trees that are used. */
  int count() {
    return count;
  }

  /** Of the validation rows; not a number without any. */
  double validationLoss() {
    return validationLoss;
  }

  private static BoostedTrees taken(Booster booster, int count, double loss) throws XGBoostError {
    try {
      return new BoostedTrees(booster.toByteArray(), count, loss);
    } finally {
      booster.dispose();
    }
  }

  private static Map<String, Object> parameters(Task task, Labelled train, Size size, long seed) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", task.objective());
    parameters.put("eval_metric", task.loss());
    if (task.classes() > 0) {
      parameters.put("num_class", task.classes());
    } else {
      parameters.put("base_score", train.mean());
    }
    parameters.put("tree_method", "hist");
    parameters.put("eta", 0.1);
    parameters.put("max_depth", size.depth());
    parameters.put("min_child_weight", size.leafWeight());
    parameters.put("subsample", 0.8);
    parameters.put("colsample_bytree", 0.5);
    // Its seed is an int of 32 bits.
    parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
    parameters.put("nthread", ONE_THREAD);
    parameters.put("verbosity", 0);
    // Its Java part writes a line a tree, unless told not to by a number.
    parameters.put("verbose_eval", 0);
    return parameters;
  }

  private static DMatrix matrix(SparseRows rows, int width) throws XGBoostError {
    return new DMatrix(rows.starts(), rows.columns(), rows.values(), DMatrix.SparseType.CSR, width);
  }

  private interface Native<T> {
    T call() throws Exception;
  }

  private static <T> T natively(Native<T> call) {
    try {
      return call.call();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "[gradient-boosted trees] XGBoost's native library does not load; expected Linux with"
              + " libgomp, macOS or Windows, 64 bits; on Debian install libgomp1",
          e);
    } catch (Exception e) {
      throw new IllegalStateException("[gradient-boosted trees] XGBoost: " + e.getMessage(), e);
    }
  }
}
