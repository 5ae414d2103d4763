package dev.norn.model.graph;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The weights of a model by name, in the order in which the graph asks for them. */
public final class Weights {

  private static final int MAGIC = 0x4e4f524e;

  private final Map<String, Weight> byName = new LinkedHashMap<>();

  public Weights(Collection<Weight> weights) {
    for (Weight weight : weights) {
      if (byName.put(weight.name(), weight) != null) {
        throw new IllegalArgumentException("[weights] " + weight.name() + " occurs twice");
      }
    }
  }

  public Set<String> names() {
    return byName.keySet();
  }

  public boolean contains(String name) {
    return byName.containsKey(name);
  }

  /**
   * @throws IllegalArgumentException if there is none of this name
   */
  public Weight get(String name) {
    Weight weight = byName.get(name);
    if (weight == null) {
      throw new IllegalArgumentException(
          "[weights] no weight " + name + "; found " + byName.keySet());
    }
    return weight;
  }

  /** Numbers in all the weights together. */
  public long size() {
    return byName.values().stream().mapToLong(weight -> weight.values().length).sum();
  }

  /** Equal for equal weights in equal order, and as good as never for others. */
  long fingerprint() {
    long mixed = byName.size();
    for (Weight weight : byName.values()) {
      mixed = Seeds.mixed(mixed, weight.name(), Arrays.hashCode(weight.values()));
    }
    return mixed;
  }

  /** One file, big-endian: magic, count, then name, dimensions and values of each weight. */
  public void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      out.writeInt(MAGIC);
      out.writeInt(byName.size());
      for (Weight weight : byName.values()) {
        weight.write(out);
      }
    }
  }

  /**
   * @throws IOException if the file is absent, cut short or no file of weights
   */
  public static Weights read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("[" + file.getFileName() + "] is not a file of weights");
      }
      int count = in.readInt();
      List<Weight> weights = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        weights.add(Weight.read(in));
      }
      return new Weights(weights);
    }
  }
}
