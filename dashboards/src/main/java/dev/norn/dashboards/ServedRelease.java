package dev.norn.dashboards;

import dev.norn.model.explain.Explanation;
import dev.norn.model.explain.IntegratedGradients;
import dev.norn.model.release.Release;
import dev.norn.model.serving.Encoding;
import dev.norn.model.serving.ReleasedModel;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A release whose model answers questions about one life at a time. Holds native memory; who opens
 * it closes it. Safe for concurrent use: questions wait for one another.
 */
final class ServedRelease implements AutoCloseable {

  private final Release release;
  private final ReleasedModel model;
  private final IntegratedGradients gradients;

  private ServedRelease(Release release, ReleasedModel model, IntegratedGradients gradients) {
    this.release = release;
    this.model = model;
    this.gradients = gradients;
  }

  static ServedRelease open(Path folder) throws IOException {
    Release release = Release.open(folder);
    ReleasedModel model = ReleasedModel.load(release.folder());
    try {
      return new ServedRelease(
          release, model, IntegratedGradients.load(release.folder(), IntegratedGradients.STEPS));
    } catch (IOException | RuntimeException failure) {
      model.close();
      throw failure;
    }
  }

  Release release() {
    return release;
  }

  synchronized Encoding encode(PersonSequence life) {
    return model.encode(List.of(life)).get(0);
  }

  synchronized Explanation explain(PersonSequence life, int outcome) {
    return gradients.explain(List.of(life), outcome).get(0);
  }

  @Override
  public synchronized void close() {
    gradients.close();
    model.close();
  }
}
