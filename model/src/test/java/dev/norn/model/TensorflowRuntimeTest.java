package dev.norn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.model.serving.TestingRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorflowRuntimeTest {

  private static final String CLOUD_METADATA = "169.254.169.254";

  @TempDir private Path folder;

  @Test
  void loadingAndServingCallNobody() throws IOException, InterruptedException {
    try (TestingRelease release = new TestingRelease()) {
      release.write(folder);
    }
    assertThat(outputOf("ours", folder.toString()))
        .contains("DONE ours")
        .doesNotContain(TestingOutboundCalls.ATTEMPT);
  }

  /** Without this the test above might watch the wrong place. */
  @Test
  void engineByItselfDoesCall() throws IOException, InterruptedException {
    assertThat(outputOf("by itself")).contains(TestingOutboundCalls.ATTEMPT + CLOUD_METADATA);
  }

  @Test
  void threadsCannotBeChangedOnceLoaded() {
    TensorflowRuntime.load();
    TensorflowRuntime.load(ThreadCounts.EVERY_CORE);
    assertThatThrownBy(() -> TensorflowRuntime.load(new ThreadCounts(7, 7)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("same counts");
  }

  private String outputOf(String... arguments) throws IOException, InterruptedException {
    return TestingProcess.outputOf(
        folder.resolve("djl"),
        List.of("-Djava.security.manager=allow"),
        TestingOutboundCalls.class,
        arguments);
  }
}
