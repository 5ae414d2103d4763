package dev.norn.model.serving;

import dev.norn.sequence.PersonSequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Encodes many sequences with a SavedModel that is no release yet: those of nearly one length
 * together. Whoever opens it closes it.
 */
public final class BatchEncoder implements AutoCloseable {

  private static final int BATCH = 64;

  private final ServedModel model;

  public BatchEncoder(Path savedModel) {
    this.model = ServedModel.open(savedModel, ModelSignature.SERVING);
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
      List<Encoding> encoded = ReleasedModel.encode(model, people);
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
