package dev.norn.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.DefinitionException;
import dev.norn.event.Lives;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {

  @TempDir Path folder;

  /** The file was written once by format 1 and never changes; every later Norn must read it. */
  @Test
  void formatOneIsReadForEver() {
    Vocabulary vocabulary = Vocabulary.read(Lives.resource("/vocabulary-1.json"));

    assertThat(vocabulary.hash())
        .isEqualTo("491915f7ca30edad6e4ad4c9e284ae1504b2ac14bb770cd1f7e807dd39833909");
    assertThat(vocabulary.size()).isEqualTo(37);
    assertThat(vocabulary.trainingPersons()).isEqualTo(1);
    assertThat(vocabulary.idOf("ICD_I13")).isEqualTo(24);
    assertThat(
            vocabulary.tokens(
                Lives.fact("health", "h", "2001-01-01", "diagnosis", "I13", "weight", "61")))
        .containsExactly(24, 36);
  }

  @Test
  void presentCodeStillWritesTheGoldenFile() throws IOException {
    Path file = folder.resolve("vocabulary.json");
    Lives.vocabulary().write(file);

    assertThat(file).hasSameBinaryContentAs(Lives.resource("/vocabulary-1.json"));
  }

  @Test
  void writingAndReadingGivesTheSameVocabulary() throws IOException {
    Vocabulary written = Lives.vocabulary();
    Path file = folder.resolve("vocabulary.json");
    written.write(file);
    Vocabulary read = Vocabulary.read(file);

    assertThat(read.hash()).isEqualTo(written.hash());
    assertThat(read.tokens()).isEqualTo(written.tokens());
    assertThat(read.registers()).isEqualTo(written.registers());
    assertThat(Vocabulary.fromJson(read.toJson()).hash()).isEqualTo(written.hash());
  }

  @Test
  void tokenIdLeadsBackToTheToken() {
    Vocabulary vocabulary = Lives.vocabulary();

    assertThat(vocabulary.tokens())
        .allMatch(token -> vocabulary.idOf(token.text()) == token.id())
        .allMatch(token -> vocabulary.tokens().get(token.id()) == token);
  }

  @Test
  void unknownTextIsUnk() {
    assertThat(Lives.vocabulary().idOf("ICD_Z99")).isEqualTo(SpecialToken.UNK.id());
  }

  @Test
  void newerFormatIsRefusedWithAdvice() {
    String json = Lives.vocabulary().toJson().replace("\"format\":1", "\"format\":4");

    assertThatThrownBy(() -> Vocabulary.fromJson(json))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("format 4")
        .hasMessageContaining("use the Norn version that wrote it");
  }

  @Test
  void repeatedTokenIsRefused() {
    String json = Lives.vocabulary().toJson().replace("\"IND_0\"", "\"IND_1\"");

    assertThatThrownBy(() -> Vocabulary.fromJson(json)).hasMessageContaining("texts unique");
  }

  @Test
  void fileWithoutSpecialTokensIsRefused() {
    assertThatThrownBy(() -> Vocabulary.fromJson("{\"format\":1}"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("must be [PAD]");
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> Vocabulary.read(folder.resolve("nowhere.json")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("nowhere.json");
  }
}
