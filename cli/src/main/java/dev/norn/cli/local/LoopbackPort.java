package dev.norn.cli.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Free ports on the loopback interface. A port is remembered in a file and taken again at the next
 * start where it is still free, so that what people wrote into their database tools stays true.
 */
final class LoopbackPort {
  private static final int ANSWER_MILLIS = 500;

  /** The broker and PostgreSQL choose at the same time and bind later. */
  private static final Set<Integer> GIVEN = new HashSet<>();

  private LoopbackPort() {}

  static synchronized int choose(Path memory) throws IOException {
    int port = remembered(memory);
    if (!isFree(port)) {
      port = drawn();
    }
    GIVEN.add(port);
    AtomicFile.write(memory, Integer.toString(port));
    return port;
  }

  static boolean answers(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), ANSWER_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int remembered(Path memory) {
    try {
      return Integer.parseInt(Files.readString(memory).strip());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private static boolean isFree(int port) {
    if (port <= 0 || port > 65_535) {
      return false;
    }
    try (ServerSocket socket = bind(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static int drawn() throws IOException {
    while (true) {
      try (ServerSocket socket = bind(0)) {
        if (!GIVEN.contains(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      }
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
