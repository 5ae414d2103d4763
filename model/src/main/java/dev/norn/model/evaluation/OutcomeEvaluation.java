package dev.norn.model.evaluation;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.util.Comparator;
import java.util.List;

/**
 * One outcome on the test split: the whole split as it is, neither balanced nor thinned.
 *
 * @param outcome name
 * @param people with a known label
 * @param positives among them
 * @param baseRate their share
 * @param unknown people left out because their label is unknown; null where held back
 * @param trainBaseRate share of positives among the training split's known labels
 * @param model the model
 * @param operatingPoint the model, flagging as large a share as has the outcome in training; null,
 *     and not in JSON, where it is held back
 * @param baselines on the same people
 * @param more curves, operating points, subgroups and gaps
 * @param achievable how near all of them come to the truth; null, and not in JSON, where the truth
 *     is not known, as of real people
 */
public record OutcomeEvaluation(
    String outcome,
    int people,
    int positives,
    double baseRate,
    Integer unknown,
    double trainBaseRate,
    ModelFigures model,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @JacksonInject(useInput = OptBoolean.TRUE, optional = OptBoolean.TRUE)
        OperatingPoint operatingPoint,
    List<BaselineFigures> baselines,
    BinaryFigures more,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @JacksonInject(useInput = OptBoolean.TRUE, optional = OptBoolean.TRUE)
        Achievable achievable) {

  /** The figures on which a baseline may not be better. */
  static final List<Metric> HEADLINE =
      List.of(Metric.AUROC, Metric.AUPRC, Metric.BRIER, Metric.LOG_LOSS);

  public OutcomeEvaluation {
    baselines = List.copyOf(baselines);
    if (baselines.isEmpty()) {
      throw new IllegalArgumentException(
          "[evaluation of " + outcome + "] a figure never stands alone: no baseline was given");
    }
  }

  /** The baseline with the highest area under the ROC curve on the test split. */
  @JsonIgnore
  public BaselineFigures bestBaseline() {
    return baselines.stream()
        .max(Comparator.comparingDouble(b -> b.figures().estimate(Metric.AUROC)))
        .orElseThrow();
  }

  /** Where a baseline's estimate is better than the model's, in the order of the metrics. */
  @JsonIgnore
  public List<String> defeats() {
    return HEADLINE.stream()
        .flatMap(
            metric -> baselines.stream().filter(b -> beats(b, metric)).map(b -> defeat(b, metric)))
        .toList();
  }

  private boolean beats(BaselineFigures baseline, Metric metric) {
    return metric.isBetter(baseline.figures().estimate(metric), model.estimate(metric));
  }

  private String defeat(BaselineFigures baseline, Metric metric) {
    Interval difference = baseline.differences().get(metric);
    return "BASELINE AHEAD ["
        + outcome
        + "] "
        + metric.title()
        + ": "
        + baseline.figures().title()
        + " "
        + baseline.figures().metrics().get(metric)
        + ", model "
        + model.metrics().get(metric)
        + ", difference "
        + difference
        + (difference.excludes(0) ? "" : " (includes 0)");
  }
}
