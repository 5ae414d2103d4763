package dev.norn.model.serving;

import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that encodes batches and prints by how many bytes it grew after the warm-up. On its own
 * because the heap must be of one size, or its growth would hide that of the native memory.
 */
public final class TestingLongService {

  static final String GREW = "GREW ";

  private TestingLongService() {}

  public static void main(String[] arguments) throws IOException {
    List<PersonSequence> many = TestingLives.ofChance(256, 5);
    try (ReleasedModel model = ReleasedModel.load(Path.of(arguments[0]))) {
      encode(model, many, Integer.parseInt(arguments[1]));
      long before = residentBytes();
      encode(model, many, Integer.parseInt(arguments[2]));
      System.out.println(GREW + (residentBytes() - before));
    }
  }

  private static void encode(ReleasedModel model, List<PersonSequence> lives, int batches) {
    for (int i = 0; i < batches; i++) {
      model.encode(lives);
    }
    // DJL copies inputs through direct buffers, which only a collection gives back.
    System.gc();
  }

  private static long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }
}
