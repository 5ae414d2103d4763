package dev.norn.model.release;

import dev.norn.model.serving.ReleasedModel;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A release with its model loaded, whose parts fit each other. Holds native memory; the opener
 * closes it. Not thread-safe.
 */
public final class ServedRelease implements AutoCloseable {

  private final Release release;
  private final ReleasedModel model;

  private ServedRelease(Release release, ReleasedModel model) {
    this.release = release;
    this.model = model;
  }

  /**
   * @throws ReleaseException when the folder holds no release that this version can serve: a part
   *     is missing or changed, or vocabulary, model and outcomes do not fit
   */
  public static ServedRelease open(Path folder) {
    Release release = Release.open(folder);
    ReleasedModel model;
    try {
      model = ReleasedModel.load(release.folder());
    } catch (IOException | IllegalArgumentException e) {
      throw new ReleaseException(
          release.folder().toString(), "its model cannot be served: " + e.getMessage(), e);
    }
    ServedRelease served = new ServedRelease(release, model);
    try {
      served.require("tokens", release.spec().vocabularySize(), release.vocabulary().size());
      served.require("outcomes", model.outcomes(), release.outcomes().size());
      served.require("numbers of an embedding", model.width(), release.embeddingMean().length);
    } catch (ReleaseException e) {
      model.close();
      throw e;
    }
    return served;
  }

  private void require(String what, int ofModel, int ofRelease) {
    if (ofModel != ofRelease) {
      throw new ReleaseException(
          release.folder().toString(),
          "the model has %d %s, the release states %d; train and release it anew"
              .formatted(ofModel, what, ofRelease));
    }
  }

  public Release release() {
    return release;
  }

  public ReleasedModel model() {
    return model;
  }

  @Override
  public void close() {
    model.close();
  }
}
