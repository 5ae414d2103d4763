package dev.norn.model.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.evaluation.OutcomeEvaluation;
import dev.norn.model.evaluation.TestingEvaluations;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OutcomePageTest {

  private static final OutcomeEvaluation DEATH =
      TestingEvaluations.ofACoin("corpus").outcome("death");

  private final String html = OutcomePage.html(DEATH, .95);

  private List<String> drawings() {
    Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
    return svg.results().map(found -> found.group()).toList();
  }

  @Test
  void whatSpeaksAgainstTheModelStandsBeforeAnyFigure() {
    assertThat(html.indexOf("BASELINE AHEAD")).isPositive().isLessThan(html.indexOf("<table"));
  }

  @Test
  void everyDrawingIsWellFormedAndSaysWhatItShows() throws Exception {
    assertThat(drawings()).hasSize(7);
    for (String drawing : drawings()) {
      assertThat(
              TestingEvaluations.parsed(drawing)
                  .getElementsByTagName("title")
                  .item(0)
                  .getTextContent())
          .contains("table");
      assertThat(drawing).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void everyDrawingHasItsNumbersInATableBelow() {
    for (String drawing : drawings()) {
      String after = html.substring(html.indexOf(drawing) + drawing.length());
      int next = after.indexOf("<h3>");
      assertThat(next < 0 ? after : after.substring(0, next)).contains("<table");
    }
  }

  @Test
  void modelAndBaselinesShareEachPlot() {
    for (String plot : List.of("ROC curves", "Precision-recall curves", "Decision curves")) {
      String drawing = drawings().stream().filter(d -> d.contains(plot)).findFirst().orElseThrow();
      assertThat(drawing)
          .contains(">model<", "logistic regression", "life table", "own event rate");
    }
    assertThat(html).contains("flag everybody", "flag nobody", "chance", "base rate");
  }

  @Test
  void eachOperatingPointHasItsMatrixAndItsBaseRate() {
    String matrices = html.substring(html.indexOf("Confusion matrices"));
    for (String point : List.of("training base rate", "top 1 %", "top 5 %", "top 10 %", "0.5")) {
      assertThat(matrices).contains(point);
    }
    assertThat(html).contains("flagged per positive found");
  }

  @Test
  void groupsThatAreTooSmallAreNamedWithoutFigures() {
    assertThat(html).contains("too few");
  }

  @Test
  void textFromAStudyCannotBecomeMarkup() {
    assertThat(Html.table("a<b", List.of("<script>"), List.of(List.of("'\"&"))))
        .doesNotContain("<script>")
        .contains("a&lt;b", "&lt;script&gt;", "&#39;&quot;&amp;");
  }
}
