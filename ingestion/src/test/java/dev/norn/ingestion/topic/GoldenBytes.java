package dev.norn.ingestion.topic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Messages as the first version of their format wrote them; the files never change. */
final class GoldenBytes {

  private GoldenBytes() {}

  static byte[] of(String resource) {
    try (InputStream in = GoldenBytes.class.getResourceAsStream("/wire/" + resource)) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
