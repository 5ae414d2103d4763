package dev.norn.model;

import ai.djl.engine.Engine;
import dev.norn.model.explain.Attributions;
import dev.norn.model.serving.ReleasedModel;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.Permission;
import org.bytedeco.javacpp.Loader;

/**
 * A process that loads a model while every attempt to reach the network is printed and refused. A
 * security manager is deprecated, but the one place in Java 17 that every look-up and every
 * connection passes before it leaves.
 */
@SuppressWarnings("removal")
public final class TestingOutboundCalls extends SecurityManager {

  static final String ATTEMPT = "OUTBOUND ";

  private static final int LOOK_UP = -1;

  /** Log4j asks for it, to put it into log lines. */
  private final String ownName;

  private TestingOutboundCalls(String ownName) {
    this.ownName = ownName;
  }

  public static void main(String[] arguments) throws Exception {
    System.setSecurityManager(new TestingOutboundCalls(InetAddress.getLocalHost().getHostName()));
    if (arguments[0].equals("ours")) {
      Path release = Path.of(arguments[1]);
      try (ReleasedModel model = ReleasedModel.load(release);
          Attributions attributions = Attributions.load(release)) {
        model.encode(TestingLives.ofChance(2, 1));
        attributions.explain(TestingLives.ofChance(2, 1), 0);
      }
    } else {
      String library = Loader.load(org.tensorflow.internal.c_api.global.tensorflow.class);
      System.setProperty("TENSORFLOW_LIBRARY_PATH", Path.of(library).getParent().toString());
      Engine.getEngine("TensorFlow");
    }
    System.out.println("DONE " + arguments[0]);
    System.exit(0);
  }

  @Override
  public void checkConnect(String host, int port) {
    if (port == LOOK_UP && host.equals(ownName)) {
      return;
    }
    System.out.println(ATTEMPT + host + ":" + port);
    throw new SecurityException("no call leaves this test");
  }

  @Override
  public void checkConnect(String host, int port, Object context) {
    checkConnect(host, port);
  }

  /** Everything else is allowed. */
  @Override
  public void checkPermission(Permission permission) {}

  @Override
  public void checkPermission(Permission permission, Object context) {}
}
