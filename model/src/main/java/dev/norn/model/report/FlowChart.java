package dev.norn.model.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who is left of whom after each rule, as papers print it: the people left in boxes under each
 * other, those removed beside. A drawing of its own, in colours of its own.
 */
public final class FlowChart {

  private static final int BOX = 250;
  private static final int BESIDE = 300;
  private static final int STEP = 74;
  private static final int HEIGHT = 40;
  private static final int MARGIN = 12;

  // Of a character in the document's font, generously.
  private static final int CHARACTER = 7;

  private static final String FRAME = "fill='#ffffff' stroke='#333333'";
  private static final String LINE = "stroke='#333333'";

  private record Removal(String why, long people) {}

  private final String title;
  private final long people;
  private final List<Removal> removals = new ArrayList<>();

  /**
   * @param people before the first rule
   */
  public FlowChart(String title, long people) {
    this.title = title;
    this.people = people;
  }

  /**
   * @param why for people: "not aged 30 to 90"
   * @param removed people, of those who were left
   */
  public FlowChart removed(String why, long removed) {
    removals.add(new Removal(why, removed));
    return this;
  }

  /** An SVG document. */
  public String svg() {
    Svg svg = Svg.document(width(), 2 * MARGIN + HEIGHT + STEP * removals.size(), title);
    long left = people;
    box(svg, 0, "people with any fact", left);
    for (int i = 0; i < removals.size(); i++) {
      Removal removal = removals.get(i);
      left -= removal.people();
      double middle = MARGIN + STEP * i + HEIGHT + (STEP - HEIGHT) / 2.0;
      double x = MARGIN + BOX / 2.0;
      svg.line(x, middle - (STEP - HEIGHT) / 2.0, x, middle + (STEP - HEIGHT) / 2.0, LINE);
      svg.line(x, middle, BESIDE, middle, LINE);
      svg.text(BESIDE + 8, middle + 4, "start", beside(removal));
      box(svg, i + 1, i + 1 == removals.size() ? "in the cohort" : "left", left);
    }
    return svg.end();
  }

  private int width() {
    int longest = removals.stream().mapToInt(each -> beside(each).length()).max().orElse(0);
    return BESIDE + 2 * MARGIN + CHARACTER * longest;
  }

  private static String beside(Removal removal) {
    return number(removal.people()) + " " + removal.why();
  }

  private static void box(Svg svg, int step, String what, long people) {
    double y = MARGIN + (double) STEP * step;
    svg.area(
        "%d,%.0f %d,%.0f %d,%.0f %d,%.0f"
            .formatted(MARGIN, y, MARGIN + BOX, y, MARGIN + BOX, y + HEIGHT, MARGIN, y + HEIGHT),
        FRAME);
    svg.text(MARGIN + BOX / 2.0, y + 25, "middle", number(people) + " " + what);
  }

  private static String number(long people) {
    return String.format(Locale.ROOT, "%,d", people);
  }
}
