package dev.norn.dashboards;

import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The release that was asked last, kept open. Safe for concurrent use. */
final class ServedReleases implements AutoCloseable {

  private final Path folder;
  private ServedRelease open;

  /**
   * @param folder of releases by id; null where the server has none
   */
  ServedReleases(Path folder) {
    this.folder = folder;
  }

  /** What is done with a release while it is open. */
  interface Question<T> {
    T ask(ServedRelease release);
  }

  /**
   * @param id of a registered release
   * @throws Problem when this server has not its files
   */
  synchronized <T> T ask(String id, Question<T> question) {
    if (open == null || !open.release().id().equals(id)) {
      close();
      open = opened(id);
    }
    return question.ask(open);
  }

  private ServedRelease opened(String id) {
    if (folder == null || !Files.isDirectory(folder.resolve(id))) {
      throw new Problem(
          HttpStatus.NOT_IMPLEMENTED,
          "[release] its model is not on this server; give norn api the work folder that holds it (--work)");
    }
    try {
      return ServedRelease.open(folder.resolve(id));
    } catch (IOException failure) {
      throw new IllegalStateException("the release cannot be read", failure);
    } catch (IllegalArgumentException tooOld) {
      throw new Problem(
          HttpStatus.NOT_IMPLEMENTED,
          "[release] its model cannot explain a life, as those of earlier versions of Norn; train it anew");
    }
  }

  @Override
  public synchronized void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
