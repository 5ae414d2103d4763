package dev.norn.model.serving;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Attention;
import dev.norn.model.graph.Precision;
import dev.norn.model.graph.SequenceBatch;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A function of a release for sequences of any length: those short enough for exact attention and
 * the others each by the form that the model has for them. Holds native memory; the loader closes
 * it. Not thread-safe: one per thread.
 */
public final class SequenceFunction implements AutoCloseable {

  /**
   * What came out for some of the sequences.
   *
   * @param places of these sequences among those given, by row
   * @param length to which their batch was padded
   * @param outputs by name, row-major
   */
  public record Answer(int[] places, int length, Map<String, float[]> outputs) {}

  private final ModelSpec spec;
  private final Map<Attention, ServedFunction> functions;

  private SequenceFunction(ModelSpec spec, Map<Attention, ServedFunction> functions) {
    this.spec = spec;
    this.functions = functions;
  }

  /**
   * @param release folder of a release
   * @param expected the function, by its key for short sequences at single precision
   * @throws IllegalArgumentException if the SavedModel's function is not the expected one
   */
  public static SequenceFunction load(Path release, ModelSignature expected, Precision precision)
      throws IOException {
    ModelSpec spec = ServedFunction.spec(release);
    Map<Attention, ServedFunction> functions = new EnumMap<>(Attention.class);
    try {
      for (Attention attention : spec.attentions()) {
        String key = new ServingForm(attention, precision).key(expected.key(), spec);
        functions.put(attention, ServedFunction.load(release, expected.named(key)));
      }
    } catch (IOException | RuntimeException e) {
      functions.values().forEach(ServedFunction::close);
      throw e;
    }
    return new SequenceFunction(spec, functions);
  }

  /** Number of outcomes of the model. */
  public int outcomes() {
    return any().outcomes();
  }

  /** Size of the last dimension of an output, as the SavedModel declares it. */
  int lastDimension(String output) {
    return any().lastDimension(output);
  }

  /** Outputs that only outcomes of some kinds have. */
  List<String> details() {
    return any().details();
  }

  private ServedFunction any() {
    return functions.values().iterator().next();
  }

  /** At most one batch for each form, padded as the model asks for. */
  public List<Answer> call(List<PersonSequence> sequences) {
    return call(sequences, SequenceCall.NO_OUTCOME, SequenceCall.NO_FRACTION);
  }

  /**
   * @param outcome index in the order of the release's outcomes
   */
  public List<Answer> call(List<PersonSequence> sequences, int outcome) {
    return call(sequences, outcome, SequenceCall.NO_FRACTION);
  }

  /**
   * @param outcome index in the order of the release's outcomes
   * @param fraction 0 for lives without content, 1 for the lives as they are
   */
  public List<Answer> call(List<PersonSequence> sequences, int outcome, float fraction) {
    List<Answer> answers = new ArrayList<>();
    functions.forEach(
        (attention, function) -> {
          int[] places =
              IntStream.range(0, sequences.size())
                  .filter(i -> spec.attention(sequences.get(i).length()) == attention)
                  .toArray();
          if (places.length > 0) {
            List<PersonSequence> own = IntStream.of(places).mapToObj(sequences::get).toList();
            SequenceBatch batch = SequenceBatch.of(spec, own);
            SequenceCall call = new SequenceCall(batch, outcome, fraction);
            answers.add(new Answer(places, batch.length(), function.call(call)));
          }
        });
    return answers;
  }

  @Override
  public void close() {
    functions.values().forEach(ServedFunction::close);
  }
}
