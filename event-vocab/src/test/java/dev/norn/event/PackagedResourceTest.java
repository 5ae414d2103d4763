package dev.norn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedResourceTest {

  private static final String CLASS = PackagedResource.class.getName();
  private static final int BYTES = 1 << 20;

  @TempDir private Path folder;

  /** As when a task manager lets one attempt of a job go while it starts the next. */
  @Test
  void isReadToItsEndWhenAnotherLoaderOfTheSameJarCloses() throws Exception {
    URL[] jar = {jar().toUri().toURL()};
    for (boolean packaged : new boolean[] {true, false}) {
      URLClassLoader former = new URLClassLoader(jar, null);
      try (URLClassLoader next = new URLClassLoader(jar, null)) {
        open(former, packaged).read();
        InputStream reading = open(next, packaged);
        reading.read();
        former.close();
        if (packaged) {
          assertThat(reading.readAllBytes()).hasSize(BYTES - 1);
        } else {
          assertThatThrownBy(reading::readAllBytes)
              .as("the way without this class")
              .isInstanceOf(IOException.class);
        }
      }
    }
  }

  @Test
  void missingOneIsNamed() {
    assertThatThrownBy(() -> PackagedResource.open(PackagedResourceTest.class, "no-such-file"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("no-such-file");
  }

  private static InputStream open(ClassLoader loader, boolean packaged) throws Exception {
    Class<?> owner = loader.loadClass(CLASS);
    return packaged
        ? (InputStream)
            owner.getMethod("open", Class.class, String.class).invoke(null, owner, "/resource")
        : owner.getResourceAsStream("/resource");
  }

  private Path jar() throws IOException {
    Path file = folder.resolve("some.jar");
    byte[] content = new byte[BYTES];
    new Random(1).nextBytes(content);
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
        InputStream compiled =
            PackagedResource.class.getResourceAsStream("PackagedResource.class")) {
      jar.putNextEntry(new JarEntry(CLASS.replace('.', '/') + ".class"));
      compiled.transferTo(jar);
      jar.putNextEntry(new JarEntry("resource"));
      jar.write(content);
    }
    return file;
  }
}
