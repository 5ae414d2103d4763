package dev.norn.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SuppressedTableTest {

  private static final DisclosureRules RULES = DisclosureRules.DEFAULT;

  @Test
  void aSmallCellTakesTheSmallestOtherAlongWhereTheTotalIsShown() {
    SuppressedTable shown = suppressed(line(3, 80, 40, 60).keepTotalsOver(0));
    assertThat(shown.reason(0)).contains(HiddenReason.MINIMUM_COUNT);
    assertThat(shown.reason(2)).contains(HiddenReason.COMPLEMENTARY);
    assertThat(shown.count(1)).hasValue(80);
    assertThat(shown.count(3)).hasValue(60);
    assertThat(shown.count(4)).hasValue(183);
  }

  @Test
  void emptyCellsThatTheTotalWouldGiveBackAreProtectedTogether() {
    SuppressedTable shown = suppressed(line(0, 0, 30, 40).keepTotalsOver(0));
    assertThat(shown.reason(0)).contains(HiddenReason.ZERO);
    assertThat(shown.isShown(2)).isFalse();
    assertThat(shown.isShown(3)).isTrue();
  }

  @Test
  void aHiddenZeroIsToldAsASmallCount() {
    assertThat(HiddenReason.ZERO.told()).isEqualTo(HiddenReason.MINIMUM_COUNT);
    assertThat(HiddenReason.COMPLEMENTARY.told()).isEqualTo(HiddenReason.COMPLEMENTARY);
  }

  @Test
  void zerosAreShownWhereTheyDoNotDisclose() {
    DisclosureRules open = new DisclosureRules(null, false, null, null);
    SuppressedTable shown = SuppressedTable.of(open, line(0, 50, 40));
    assertThat(shown.count(0)).hasValue(0);
    assertThat(shown.count(1)).hasValue(50);
  }

  @Test
  void aDominatedCellIsHiddenWhateverItsCount() {
    SuppressedTable shown = suppressed(line(50, 60, 70).dominated(1).keepTotalsOver(0));
    assertThat(shown.reason(1)).contains(HiddenReason.DOMINANCE);
    assertThat(shown.reason(0)).contains(HiddenReason.COMPLEMENTARY);
    assertThat(shown.count(2)).hasValue(70);
  }

  @Test
  void inTwoDimensionsASmallCellHidesARectangle() {
    CellTable table = new CellTable(3, 3).keepTotalsOver(0).keepTotalsOver(1);
    long[][] counts = {{2, 90, 30}, {80, 50, 60}, {40, 70, 55}};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        table.add(counts[i][j], i, j);
      }
    }
    SuppressedTable shown = suppressed(table);
    assertThat(shown.isShown(0, 0)).isFalse();
    assertThat(shown.isShown(0, 2)).isFalse();
    assertThat(shown.isShown(2, 0)).isFalse();
    assertThat(shown.isShown(2, 2)).isFalse();
    assertThat(shown.isShown(1, 1)).isTrue();
    assertThat(shown.count(0, 3)).hasValue(122);
  }

  @Test
  void whereNoChoiceProtectsTheSmallCellNothingIsShown() {
    SuppressedTable shown = suppressed(line(0, 11).keepTotalsOver(0));
    assertThat(shown.isWithheld()).isTrue();
    assertThat(shown.isShown(1)).isFalse();
    assertThat(shown.reason(0)).isEmpty();
  }

  @Test
  void aShareIsHiddenWithItsNumeratorOrItsComplement() {
    assertThat(Shares.shown(RULES, new long[] {4, 30, 40, 50}, new long[] {90, 70, 80, 60}))
        .containsExactly(false, false, true, true);
    assertThat(Shares.shown(RULES, new long[] {90, 70, 80}, new long[] {4, 30, 40}))
        .containsExactly(false, false, true);
    assertThat(Shares.shown(RULES, new long[] {5}, new long[] {60})).containsExactly(false);
    assertThat(Shares.shown(RULES, new long[] {25}, new long[] {60})).containsExactly(true);
  }

  @Test
  void aTableOfFourDimensionsIsRefused() {
    assertThatThrownBy(() -> new CellTable(2, 2, 2, 2))
        .hasMessageContaining("expected 1 to 3 dimensions");
  }

  private static SuppressedTable suppressed(CellTable table) {
    return SuppressedTable.of(RULES, table);
  }

  private static CellTable line(long... counts) {
    CellTable table = new CellTable(counts.length);
    for (int i = 0; i < counts.length; i++) {
      table.add(counts[i], i);
    }
    return table;
  }
}
