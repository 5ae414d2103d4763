package dev.norn.model.serving;

import dev.norn.model.corpus.CorpusExample;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Encodes a split of any size, a few thousand people in memory at a time. */
public final class EncodedStream {

  private static final int HELD = 4096;

  private EncodedStream() {}

  /**
   * @param examples closed at the end
   * @param sink takes each, in their order
   */
  public static void each(
      BatchEncoder encoder,
      Stream<CorpusExample> examples,
      BiConsumer<CorpusExample, Encoding> sink) {
    try (examples) {
      Iterator<CorpusExample> all = examples.iterator();
      while (all.hasNext()) {
        List<CorpusExample> held = new ArrayList<>();
        while (held.size() < HELD && all.hasNext()) {
          held.add(all.next());
        }
        List<Encoding> encodings =
            encoder.encode(held.stream().map(CorpusExample::sequence).toList());
        for (int i = 0; i < held.size(); i++) {
          sink.accept(held.get(i), encodings.get(i));
        }
      }
    }
  }
}
