package dev.norn.model.release;

import dev.norn.model.graph.TrainingLog;
import java.util.List;
import java.util.Locale;

/**
 * Training and validation loss by epoch, a panel per stage, as a drawing that stands alone or in a
 * page, whose colours it then takes.
 */
public final class LearningCurve {

  private static final int PANEL = 340;
  private static final int HEIGHT = 260;

  private final List<TrainingLog> logs;

  /**
   * @param logs one per stage
   */
  public LearningCurve(List<TrainingLog> logs) {
    this.logs = List.copyOf(logs);
  }

  public String svg() {
    int width = Math.max(1, logs.size()) * PANEL;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' role='img'"
                + " aria-labelledby='learning-curve' font-family='sans-serif' font-size='12'"
                + " fill='%s'><title id='learning-curve'>%s</title>\n",
            width,
            HEIGHT,
            width,
            LossPanel.INK,
            "Loss by epoch: dashed in training, with dropout; solid on the validation split; the"
                + " ring marks the epoch that was kept"));
    for (int i = 0; i < logs.size(); i++) {
      svg.append(new LossPanel(logs.get(i), i * PANEL).svg());
    }
    return svg.append("</svg>\n").toString();
  }
}
