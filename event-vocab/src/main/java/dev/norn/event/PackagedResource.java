package dev.norn.event;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;

/**
 * Files that come in a jar. Java shares an open jar among all class loaders that read resources of
 * it, and the first loader that is closed closes it for all. A Flink task manager has a loader for
 * each job it has run: the end of one would break a class of the next that is just being
 * initialised, and so that job for good.
 */
public final class PackagedResource {

  private PackagedResource() {}

  /**
   * Independent of any other loader of the same jar.
   *
   * @param owner whose loader and package the name is resolved by, as by {@link Class#getResource}
   * @return the caller's to close
   * @throws FileNotFoundException if there is none
   */
  public static InputStream open(Class<?> owner, String name) throws IOException {
    URL place = owner.getResource(name);
    if (place == null) {
      throw new FileNotFoundException("[resource] no " + name + " beside " + owner.getName());
    }
    URLConnection connection = place.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }
}
