package dev.norn.model.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.graph.TrainingLog;
import dev.norn.model.graph.TrainingSettings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class LearningCurveTest {

  @Test
  void eachStageHasItsPanelWithBothLossesAndTheEpochKept() throws Exception {
    Document svg = drawn(log("pre-training", 4, 3, 3.5), log("fine-tuning", 0.5, 0.25));
    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(4);
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("pre-training", "fine-tuning", "3.000", "4.000", "0.250", "0.500");
    Element validation = (Element) svg.getElementsByTagName("polyline").item(1);
    String[] points = validation.getAttribute("points").split(" ");
    assertThat(points).hasSize(3);
    // 3 is the lowest loss and so at the foot, 4 the highest and at the top.
    assertThat(points[0]).endsWith(",30.0");
    assertThat(points[1]).endsWith(",210.0");
    String ring = points[1].split(",")[0];
    assertThat(drawnText(log("pre-training", 4, 3, 3.5)))
        .contains("<circle cx='" + ring + "' cy='210.0' r='5'");
  }

  @Test
  void oneEpochAndLossesThatAreNoNumbersAreDrawn() throws Exception {
    assertThat(drawnText(log("pre-training", 2))).doesNotContain("NaN", "Infinity");
    assertThat(drawnText(log("pre-training", Double.NaN, 2, Double.POSITIVE_INFINITY)))
        .doesNotContain("NaN", "Infinity");
    drawn(log("pre-training", Double.NaN));
    drawn();
  }

  private static Document drawn(TrainingLog... logs) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(drawnText(logs).getBytes(StandardCharsets.UTF_8)));
  }

  private static String drawnText(TrainingLog... logs) {
    return new LearningCurve(List.of(logs)).svg();
  }

  private static TrainingLog log(String stage, double... losses) {
    List<TrainingLog.Epoch> epochs = new ArrayList<>();
    int best = 1;
    for (int i = 0; i < losses.length; i++) {
      epochs.add(new TrainingLog.Epoch(i + 1, true, losses[i], losses[i], losses[i], 10, 100, 1));
      best = losses[i] < losses[best - 1] ? i + 1 : best;
    }
    return new TrainingLog(stage, TrainingSettings.of(10, 1e-3, 1), epochs, best);
  }
}
