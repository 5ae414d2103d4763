package dev.norn.cli;

import dev.norn.model.evaluation.EvaluationProgress;
import dev.norn.model.graph.TrainingProgress;
import java.util.Locale;

/** One bar per stage of the training, one line per outcome of its evaluation. */
final class TrainingBars implements TrainingProgress, EvaluationProgress, AutoCloseable {

  private final Console console;
  private Console.Bar bar;
  private String stage;

  TrainingBars(Console console) {
    this.console = console;
  }

  @Override
  public void after(Step step) {
    if (!step.stage().equals(stage)) {
      close();
      stage = step.stage();
      bar = console.bar(stage, step.steps());
    }
    bar.to(
        step.step(),
        String.format(
            Locale.ROOT,
            "loss %.4f, %,.0f tokens/s, %s left",
            step.loss(),
            step.tokensPerSecond(),
            CostReport.time(step.secondsLeft())));
  }

  @Override
  public void evaluating(String outcome, int number, int outcomes) {
    close();
    console.evaluating(outcome, number, outcomes);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
