package dev.norn.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisclosureRulesTest {

  @TempDir private Path folder;

  @Test
  void whatTheFileLeavesOutIsAsByDefault() throws Exception {
    DisclosureRules rules = read("minimum-count: 5\n");
    assertThat(rules).isEqualTo(new DisclosureRules(5, true, 0.9, 1));
    assertThat(DisclosureRules.DEFAULT.minimumCount()).isEqualTo(10);
  }

  @Test
  void aWrongValueIsRefusedWithItsPlaceAndWhatIsExpected() {
    assertThatThrownBy(() -> read("zeros-disclose: false\nminimum-count: 1\n"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("minimum-count: expected 3 or more, found 1");
    assertThatThrownBy(() -> read("minimum-cell: 5\n"))
        .hasMessageContaining("disclosure.yaml:1:")
        .hasMessageContaining("this key is not known");
  }

  @Test
  void zerosAreSmallUnlessTheRulesSayOtherwise() {
    assertThat(DisclosureRules.DEFAULT.isSmall(0)).isTrue();
    assertThat(DisclosureRules.DEFAULT.isSmall(9)).isTrue();
    assertThat(DisclosureRules.DEFAULT.isSmall(10)).isFalse();
    DisclosureRules open = new DisclosureRules(null, false, null, null);
    assertThat(open.isSmall(0)).isFalse();
    assertThat(open.isSmall(1)).isTrue();
  }

  @Test
  void twoContributorsDominateAboveTheShare() {
    assertThat(DisclosureRules.DEFAULT.isDominated(100, 60, 30)).isFalse();
    assertThat(DisclosureRules.DEFAULT.isDominated(100, 60, 31)).isTrue();
    assertThat(new DisclosureRules(null, null, 1.0, null).isDominated(1, 1, 0)).isFalse();
  }

  @Test
  void countsAreRoundedToTheNearestMultiple() {
    DisclosureRules fives = new DisclosureRules(null, null, null, 5);
    assertThat(fives.rounded(12)).isEqualTo(10);
    assertThat(fives.rounded(13)).isEqualTo(15);
    assertThat(DisclosureRules.DEFAULT.rounded(13)).isEqualTo(13);
  }

  private DisclosureRules read(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("disclosure.yaml"), yaml);
    return DefinitionFile.read(file, DisclosureRules.class);
  }
}
