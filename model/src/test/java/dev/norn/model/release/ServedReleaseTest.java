package dev.norn.model.release;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.model.ModelSpec;
import dev.norn.model.serving.TestingRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases that are what was written, of parts that do not fit. */
class ServedReleaseTest {

  @TempDir private Path folder;

  private static void refused(Release release, String why) {
    assertThatThrownBy(() -> ServedRelease.open(release.folder()))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining(release.id())
        .hasMessageContaining(why);
  }

  @Test
  void filesThatAreNoModelAreRefused() throws IOException {
    refused(
        new TestingContent(folder).writeWith(TestingContent.SPEC), "its model cannot be served");
  }

  @Test
  void aVocabularyOrOutcomesThatTheModelDoesNotHaveAreRefused() throws IOException {
    TestingContent content = new TestingContent(folder);
    ModelSpec larger = ModelSpec.tiny(8);
    try (TestingRelease model = new TestingRelease(larger)) {
      Files.move(content.savedModel(), folder.resolve("aside"));
      model.write(folder.resolve("exported"));
      Files.move(folder.resolve("exported/saved_model"), content.savedModel());
    }
    refused(content.writeWith(larger), "the model has 8 tokens, the release states 7");
    refused(
        content.writeWith(TestingContent.SPEC), "the model has 4 outcomes, the release states 1");
  }
}
