package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.Split;
import dev.norn.model.TestingLives;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.outcome.OutcomeLabel;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeFeaturesTest {

  private static final int LANDMARK = 42_000;

  /** [CLS] 5 [SEP] 6 [SEP] 7 7 [SEP] 6 [SEP]: events 2,000, 1,000 and 100 days ago. */
  private static CorpusExample person() {
    int[] ago = {0, 0, 0, 2_000, 2_000, 1_000, 1_000, 1_000, 100, 100};
    int[] days = new int[ago.length];
    float[] ages = new float[ago.length];
    for (int i = 0; i < ago.length; i++) {
      days[i] = LANDMARK - ago[i];
      ages[i] = 61.5f - ago[i] / 365.25f;
    }
    return new CorpusExample(
        TestingLives.sequence(
            "p", new int[] {1, 5, 2, 6, 2, 7, 7, 2, 6, 2}, days, ages, new int[ago.length]),
        Split.TRAIN,
        Map.of("death", OutcomeLabel.NEGATIVE));
  }

  private static Map<Integer, Float> features(int width) {
    SparseRows rows = new SparseRows();
    TreeFeatures.add(person(), width, rows);
    Map<Integer, Float> features = new TreeMap<>();
    for (int i = 0; i < rows.columns().length; i++) {
      features.put(rows.columns()[i], rows.values()[i]);
    }
    assertThat(rows.columns()).isSorted().hasSize(features.size());
    return features;
  }

  @Test
  void personIsAgeEventsAndHowRecentTheyAre() {
    assertThat(features(5))
        .isEqualTo(new TreeMap<>(Map.of(0, 61.5f, 1, 3f, 2, 100f, 3, 1f, 4, 2f)));
  }

  @Test
  void tokenIsCountsAndDaysSinceTheLast() {
    assertThat(features(1_000))
        .containsEntry(29, 2f)
        .containsEntry(30, 1f)
        .containsEntry(31, 1f)
        .containsEntry(32, 100f)
        .containsEntry(33, 2f)
        .doesNotContainKey(34)
        .containsEntry(35, 2f)
        .containsEntry(36, 1_000f);
  }

  @Test
  void backgroundIsCountedButNotDated() {
    assertThat(features(1_000)).containsEntry(25, 1f).doesNotContainKeys(26, 27, 28);
  }

  @Test
  void widthHoldsAllOfTheGreatestToken() {
    SparseRows rows = new SparseRows();
    TreeFeatures.add(person(), Integer.MAX_VALUE, rows);
    assertThat(TreeFeatures.width(rows)).isEqualTo(5 + 4 * 8);
    assertThat(features(5 + 4 * 7)).doesNotContainKey(33).containsKey(29);
  }
}
