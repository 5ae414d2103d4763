package dev.norn.cli;

import java.net.URI;

final class ServedApi implements AutoCloseable {
  static ServedApi start(Servers servers) { return new ServedApi(); }
  URI address() { return URI.create("http://127.0.0.1:0"); }
  @Override public void close() {}
}
