package dev.norn.model.serving;

import dev.norn.model.release.Release;
import dev.norn.sequence.PersonSequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A release that encodes people. Holds native memory: whoever opens it closes it. For one thread at
 * a time.
 */
public final class ReleasedModel implements AutoCloseable {

  private final Release release;
  private final ServedModel model;

  private ReleasedModel(Release release) {
    this.release = release;
    this.model = ServedModel.open(release.savedModel(), ModelSignature.SERVING);
  }

  /**
   * @throws dev.norn.model.release.ReleaseException when the folder is no whole release
   */
  public static ReleasedModel open(Path release) {
    return new ReleasedModel(Release.open(release));
  }

  public Release release() {
    return release;
  }

  /**
   * @param sequences at least one, written with the release's vocabulary; they are padded to the
   *     longest, so put those of one length together
   * @return in the order of the sequences
   */
  public List<Encoding> encode(List<PersonSequence> sequences) {
    return encode(model, sequences);
  }

  static List<Encoding> encode(ServedModel model, List<PersonSequence> sequences) {
    List<float[][]> rows = model.run(sequences, null, "embedding", "logit", "probability");
    List<Encoding> encodings = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      encodings.add(new Encoding(rows.get(0)[i], rows.get(1)[i], rows.get(2)[i]));
    }
    return encodings;
  }

  @Override
  public void close() {
    model.close();
  }
}
