package dev.norn.model.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.ListedPerson;
import dev.norn.cohort.ListedSplit;
import dev.norn.cohort.Sides;
import dev.norn.cohort.Split;
import dev.norn.cohort.SplitList;
import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import dev.norn.event.PersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitFileTest {

  private static final String PERSON = "3f8a2b7c9d0e1f2a3b4c5d6e7f8a9b0c";

  @TempDir private Path folder;

  private static List<ListedPerson> people(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> new ListedPerson(new PersonId("%032x".formatted(i)), Split.values()[i % 4]))
        .toList();
  }

  private Path csv(String content) throws IOException {
    return Files.writeString(folder.resolve("sides.csv"), content);
  }

  private String refusal(String content) throws IOException {
    Path file = csv(content);
    try {
      SplitFile.read(file);
    } catch (DefinitionException e) {
      assertThat(e.getMessage()).doesNotContain(PERSON).startsWith("[" + file);
      return e.getMessage();
    }
    throw new AssertionError("the list was read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sides.csv", "sides.parquet"})
  void whatIsWrittenIsReadAndWrittenAlikeTwice(String name) throws IOException {
    Path file = folder.resolve("lists").resolve(name);
    SplitFile.write(file, people(5_000).stream());
    SplitList list = SplitFile.read(file);

    assertThat(people(5_000))
        .allSatisfy(person -> assertThat(list.of(person.person())).isEqualTo(person.side()));
    byte[] first = Files.readAllBytes(file);
    SplitFile.write(file, people(5_000).stream());
    assertThat(first).isEqualTo(Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void csvAndParquetOfTheSamePeopleAreOneList() throws IOException {
    Path csv = folder.resolve("sides.csv");
    Path parquet = folder.resolve("sides.parquet");
    SplitFile.write(csv, people(100).stream());
    SplitFile.write(parquet, people(100).stream());

    assertThat(SplitFile.read(csv).sha256()).isEqualTo(SplitFile.read(parquet).sha256());
  }

  @Test
  void columnsMayStandInAnyOrderAmongOthersAndSidesBeInCapitals() throws IOException {
    SplitList list =
        SplitFile.read(csv("year,split,person\n2015,TEST," + PERSON + "\n2015,none,b\n"));

    assertThat(list.of(new PersonId(PERSON))).isEqualTo(Split.TEST);
    assertThat(list.of(new PersonId("b"))).isEqualTo(Split.NONE);
  }

  @Test
  void whatIsNoListIsRefusedWithItsPlaceAndWithoutAValue() throws IOException {
    assertThat(refusal("person,split\na,train\n" + PERSON + ",training\n"))
        .contains(
            "sides.csv:line 3] column split names no side; expected one of train, validation");
    assertThat(refusal("person,split\na," + PERSON + "\n")).contains(":line 2]");
    assertThat(refusal("person,split\n" + PERSON + ",train\nb,test\n" + PERSON + ",test\n"))
        .contains(":line 4] names the person of line 2 again");
    assertThat(refusal("person,split\n,train\n")).contains(":line 2] column person names nobody");
    assertThat(refusal("person,side\n" + PERSON + ",train\n")).contains("no column split");
    assertThat(refusal("")).contains("no column person, split");
    assertThat(refusal("person,split\na,train\n\nb,test\n")).contains(":line 3]");
  }

  @Test
  void aParquetFileThatIsNoneOrHasARepetitionIsRefused() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.parquet"), "PAR1 and no more");
    assertThatThrownBy(() -> SplitFile.read(broken))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("broken.parquet] cannot be read");
    Path twice = folder.resolve("twice.parquet");
    SplitFile.write(twice, Stream.concat(people(9).stream(), people(1).stream()));
    assertThatThrownBy(() -> SplitFile.read(twice))
        .hasMessageContaining("twice.parquet:row 10] names the person of row 1 again");
    assertThatThrownBy(() -> SplitFile.read(folder.resolve("nowhere.csv")))
        .hasMessageContaining("nowhere.csv] there is no such list");
  }

  @Test
  void aCohortsListLiesBesideItsFileAndStaysTheSameList() throws IOException {
    csv("person,split\na,train\nb,validation\n");
    Path file =
        Files.writeString(
            folder.resolve("adults.cohort.yaml"),
            """
            cohort: adults
            landmark: 2015-12-31
            split: {list: sides.csv, kin: [mother]}
            """);
    Cohort cohort = CohortFile.read(file);
    Cohort elsewhere = DefinitionFile.fromJson(DefinitionFile.toJson(cohort), Cohort.class);

    assertThat(elsewhere).isEqualTo(cohort);
    assertThat(((ListedSplit) cohort.split()).list())
        .isEqualTo(folder.resolve("sides.csv").toAbsolutePath().normalize().toString());
    Sides sides = CohortFile.sides(elsewhere);
    assertThat(sides.of(new PersonId("b"), List.of())).isEqualTo(Split.VALIDATION);
    assertThat(sides.of(new PersonId("c"), List.of())).isEqualTo(Split.NONE);

    csv("person,split\na,train\nb,test\n");
    assertThatThrownBy(() -> CohortFile.sides(elsewhere))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("expected " + ((ListedSplit) cohort.split()).sha256());
    Files.delete(folder.resolve("sides.csv"));
    assertThatThrownBy(() -> CohortFile.read(file)).hasMessageContaining("no such list");
  }
}
