package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.DefinitionException;
import dev.norn.ingestion.nation.parameters.Leak;
import dev.norn.ingestion.nation.parameters.NationResource;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.NationSpec.LabourRows;
import dev.norn.ingestion.nation.parameters.Planted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NationSpecTest {

  private static NationSpec of(int people, int firstYear, int lastYear) {
    return new NationSpec(
        people, firstYear, lastYear, 1, LabourRows.YEARLY, Set.of(), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_000_001, Integer.MAX_VALUE})
  void numberOfPeopleOutOfRangeIsRefused(int people) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(people, 2008, 2019))
        .withMessageContaining("people")
        .withMessageContaining("found " + people + ", expected 1 to 10000000");
  }

  @ParameterizedTest
  @ValueSource(ints = {1959, 2096})
  void firstYearOutOfRangeIsRefused(int year) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(500, year, year + 5))
        .withMessageContaining("first year")
        .withMessageContaining("found " + year + ", expected 1960 to 2095");
  }

  @ParameterizedTest
  @CsvSource({"2008, 2012", "2008, 2007", "2008, 2101"})
  void lastYearOutOfRangeIsRefused(int firstYear, int lastYear) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(500, firstYear, lastYear))
        .withMessageContaining("last year")
        .withMessageContaining("found " + lastYear + ", expected 2013 to 2100");
  }

  @Test
  void endsOfTheRangesAreTaken() {
    assertThat(of(1, 1960, 1965).landmark()).isEqualTo(LocalDate.of(1961, 12, 31));
    assertThat(of(10_000_000, 2095, 2100).liveYear()).isEqualTo(2101);
  }

  @Property(tries = 4)
  void specIsReadBackFromTheStudyItWasWrittenWith(@ForAll("tinyNations") NationSpec spec)
      throws IOException {
    Path folder = Files.createTempDirectory("nation");
    try {
      new Nation(spec).write(folder, 1, 0, lived -> {});

      assertThat(NationSpec.of(folder)).isEqualTo(spec);
    } finally {
      WrittenStudy.remove(folder);
    }
  }

  @Provide
  Arbitrary<NationSpec> tinyNations() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(1960, 2095),
            Arbitraries.longs(),
            Arbitraries.of(LabourRows.class),
            Arbitraries.of(Planted.class).set(),
            Arbitraries.of(Leak.class).optional())
        .as(
            (people, year, seed, labour, without, leak) ->
                new NationSpec(people, year, year + 5, seed, labour, without, leak))
        .dontShrink();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leak: no-such-leak",
        "without: [no-such-effect]",
        "labour: daily",
        "colour: red",
        "law: 0000000000000000"
      })
  void aNationThatSaysSomethingElseIsRefused(String line, @TempDir Path folder) throws IOException {
    Path file = Files.createDirectories(folder.resolve("truth")).resolve("nation.yaml");
    String key = line.substring(0, line.indexOf(':'));
    String written =
        "people: 500\nfirst-year: 2008\nlast-year: 2019\nseed: 1\nlabour: yearly\nwithout: []\nleak: none\nfutures: 0\nlaw: "
            + NationResource.law()
            + "\n";
    Files.writeString(file, written);
    assertThat(NationSpec.of(folder)).isEqualTo(of(500, 2008, 2019));

    Files.writeString(file, written.replaceAll("(?m)^" + key + ":.*\n", "") + line + "\n");
    assertThatThrownBy(() -> NationSpec.of(folder))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("nation.yaml")
        .hasMessageContaining("write the nation again");
  }

  @Test
  void folderWithoutANationIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> NationSpec.of(folder))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("truth/nation.yaml");
  }
}
