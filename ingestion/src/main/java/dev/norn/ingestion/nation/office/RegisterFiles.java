package dev.norn.ingestion.nation.office;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The open register files of a study. Not safe for use by several threads. */
public final class RegisterFiles implements Closeable {
  private final List<OutputStream> byPlace = new ArrayList<>();

  /** Creates {@code data/} and {@code live/} with every file, each holding its header. */
  public RegisterFiles(Office office, Path folder) throws IOException {
    Deliveries deliveries = office.deliveries();
    try {
      for (int place = 0; place < deliveries.places(); place++) {
        byPlace.add(open(folder.resolve(deliveries.path(place)), deliveries.file(place)));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  // The files are appended to in large blocks, so no buffer is needed.
  private static OutputStream open(Path path, RegisterFile file) throws IOException {
    if (file == RegisterFile.SPELL) {
      return OutputStream.nullOutputStream();
    }
    Files.createDirectories(path.getParent());
    OutputStream out = Files.newOutputStream(path);
    out.write((file.header() + "\n").getBytes(StandardCharsets.ISO_8859_1));
    return out;
  }

  public void append(CommunityRows rows) throws IOException {
    Rows[] texts = rows.byPlace();
    for (int place = 0; place < texts.length; place++) {
      if (texts[place] != null) {
        texts[place].writeTo(byPlace.get(place));
      }
    }
  }

  @Override
  public void close() throws IOException {
    IOException failed = null;
    for (OutputStream out : byPlace) {
      try {
        out.close();
      } catch (IOException e) {
        failed = failed == null ? e : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
