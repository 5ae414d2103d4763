package dev.norn.model.meds;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One file of subjects. Each is written once and whole; in order of the pseudonyms, which begin
 * with the id, the file is sorted by subject and time. Memory grows with the codes, not with
 * people. The caller closes it.
 */
public final class MedsShard implements Closeable {

  private final MedsFile<MedsForm.Measured> file;
  private final Set<MedsCode> codes = new HashSet<>();

  /**
   * @param file replaced where it exists
   */
  public MedsShard(Path file) throws IOException {
    this.file = MedsFile.create(file, MedsForm.DATA);
  }

  /**
   * @param rows as {@link MedsRows#of} gives them
   * @return the codes that no subject before had
   */
  public List<MedsCode> write(long subject, List<MedsRow> rows) throws IOException {
    List<MedsCode> further = new ArrayList<>();
    for (MedsRow row : rows) {
      file.write(new MedsForm.Measured(subject, row));
      if (codes.add(row.code())) {
        further.add(row.code());
      }
    }
    return further;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
