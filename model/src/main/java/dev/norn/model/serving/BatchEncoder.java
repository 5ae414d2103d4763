package dev.norn.model.serving;

import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Encodes many sequences, those of nearly one length together. Whoever opens it closes it. */
public final class BatchEncoder implements AutoCloseable {

  private static final int BATCH = 64;

  private final ReleasedModel model;

  /**
   * @param folder that holds {@code saved_model/}: a release's, or one on the way to it
   */
  public BatchEncoder(Path folder) throws IOException {
    this.model = ReleasedModel.load(folder);
  }

  /**
   * @return in the order of the sequences
   */
  public List<Encoding> encode(List<PersonSequence> sequences) {
    int[] order =
        IntStream.range(0, sequences.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> sequences.get(i).length()))
            .mapToInt(Integer::intValue)
            .toArray();
    Encoding[] encodings = new Encoding[order.length];
    for (int from = 0; from < order.length; from += BATCH) {
      int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH));
      List<PersonSequence> people = new ArrayList<>();
      for (int i : batch) {
        people.add(sequences.get(i));
      }
      List<Encoding> encoded = model.encode(people);
      for (int i = 0; i < batch.length; i++) {
        encodings[batch[i]] = encoded.get(i);
      }
    }
    return List.of(encodings);
  }

  @Override
  public void close() {
    model.close();
  }
}
