package dev.norn.model.serving;

import dev.norn.model.finetuning.HeadSpec;
import dev.norn.outcome.OutcomeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * A function of a SavedModel: names, types and shapes of what goes in and what comes out.
 *
 * @param key name of the function in the SavedModel
 */
public record ModelSignature(
    String key, Map<String, TensorForm> inputs, Map<String, TensorForm> outputs) {

  public static final String SERVING = "serving_default";
  public static final String EXPLAIN = "explain";
  public static final String EXPLAIN_PATH = "explain_path";

  /**
   * Starts the name of an output of a time-to-event outcome, before the outcome's place: cumulative
   * incidence (batch, causes, intervals).
   */
  public static final String CURVES = "cumulative_incidence_";

  /**
   * Starts the name of an output of an ordinal outcome or a next event, before the outcome's place:
   * probabilities (batch, classes), of a next event (batch, classes + 1) with that of none last.
   */
  public static final String CLASSES = "class_probability_";

  /**
   * Starts the name of an output of an outcome of counts, before the outcome's place: expected
   * count (batch, 1).
   */
  public static final String COUNTS = "expected_count_";

  /** Stands for a size that is not fixed. */
  public static final long ANY = -1;

  /**
   * @param dimensions sizes, {@link #ANY} where not fixed
   */
  public record TensorForm(DataType type, List<Long> dimensions) {
    public TensorForm {
      dimensions = List.copyOf(dimensions);
    }

    boolean accepts(TensorForm found) {
      if (type != found.type || dimensions.size() != found.dimensions.size()) {
        return false;
      }
      for (int i = 0; i < dimensions.size(); i++) {
        long wanted = dimensions.get(i);
        if (wanted != ANY && wanted != found.dimensions.get(i)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return type + dimensions.toString().replace("-1", "?");
    }
  }

  public ModelSignature {
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
  }

  /**
   * Sequences to embeddings (batch, width), logits and calibrated probabilities (batch, outcomes).
   *
   * @param width {@link #ANY} to accept each
   * @param outcomes {@link #ANY} to accept each
   */
  public static ModelSignature serving(long width, long outcomes) {
    return new ModelSignature(
        SERVING,
        sequences(),
        Map.of(
            "embedding", floats(ANY, width),
            "logit", floats(ANY, outcomes),
            "probability", floats(ANY, outcomes)));
  }

  /** The same, with what the heads say beyond one number an outcome. */
  static ModelSignature serving(long width, List<HeadSpec> heads) {
    ModelSignature plain = serving(width, heads.size());
    Map<String, TensorForm> outputs = new LinkedHashMap<>(plain.outputs);
    for (int i = 0; i < heads.size(); i++) {
      HeadSpec head = heads.get(i);
      int classes = head.classes().size();
      int place = i;
      detail(head.kind())
          .ifPresent(
              prefix ->
                  outputs.put(
                      prefix + place,
                      switch (head.kind()) {
                        case TIME_TO_EVENT -> floats(ANY, head.causes().size(), head.cuts().size());
                        case NEXT_EVENT -> floats(ANY, classes + 1);
                        case ORDINAL -> floats(ANY, classes);
                        case BINARY, COUNT -> floats(ANY, 1);
                      }));
    }
    return new ModelSignature(plain.key, plain.inputs, outputs);
  }

  /** What starts the name of the output of what a head of this kind says beyond one number. */
  static Optional<String> detail(OutcomeKind kind) {
    return switch (kind) {
      case BINARY -> Optional.empty();
      case ORDINAL, NEXT_EVENT -> Optional.of(CLASSES);
      case TIME_TO_EVENT -> Optional.of(CURVES);
      case COUNT -> Optional.of(COUNTS);
    };
  }

  /** Whether an output of this name is of that sort. */
  static boolean isDetail(String name) {
    return Stream.of(CURVES, CLASSES, COUNTS).anyMatch(name::startsWith);
  }

  /** Sequences and the index of an outcome to attributions (batch, length). */
  public static ModelSignature explain() {
    Map<String, TensorForm> inputs = new LinkedHashMap<>(sequences());
    inputs.put("outcome", new TensorForm(DataType.DT_INT32, List.of()));
    return new ModelSignature(EXPLAIN, inputs, Map.of("attribution", floats(ANY, ANY)));
  }

  /**
   * A point of the straight way from a life without content (embedded input 0, no token counted) to
   * the life as it is. Inputs: sequences, the index of an outcome, the fraction of the way.
   * Outputs: {@code attribution}, input × gradient at the point with the whole life as the input,
   * (batch, length): its mean over the way is the integrated gradient; {@code logit} of the outcome
   * there, (batch); {@code attention} of the summary, (batch, length); {@code encoded}, the mean of
   * the encoded positions, and {@code encoded_gradient}, the logit's gradient by a shift of all of
   * them, and {@code summary_gradient}, by the person's embedding, (batch, width).
   *
   * @param width {@link #ANY} to accept each
   */
  public static ModelSignature explainPath(long width) {
    Map<String, TensorForm> inputs = new LinkedHashMap<>(explain().inputs);
    inputs.put("fraction", new TensorForm(DataType.DT_FLOAT, List.of()));
    return new ModelSignature(
        EXPLAIN_PATH,
        inputs,
        Map.of(
            "attribution", floats(ANY, ANY),
            "logit", floats(ANY),
            "attention", floats(ANY, ANY),
            "encoded", floats(ANY, width),
            "encoded_gradient", floats(ANY, width),
            "summary_gradient", floats(ANY, width)));
  }

  /** The same function under another key, as {@link ServingForm} names its forms. */
  ModelSignature named(String other) {
    return new ModelSignature(other, inputs, outputs);
  }

  /**
   * Refuses a SavedModel whose function is absent or of another form, all differences in one
   * message.
   *
   * @param signatures of the SavedModel, by key
   * @param place what to call the SavedModel in the message
   */
  public void require(Map<String, SignatureDef> signatures, String place) {
    SignatureDef found = signatures.get(key);
    List<String> problems = new ArrayList<>();
    if (found == null) {
      problems.add("absent; found " + signatures.keySet());
    } else {
      compare("input", inputs, found.getInputsMap(), problems);
      compare("output", outputs, found.getOutputsMap(), problems);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "[%s, signature %s] %s; export the model again with this version of Norn"
              .formatted(place, key, String.join("; ", problems)));
    }
  }

  static TensorForm form(TensorInfo info) {
    return new TensorForm(
        info.getDtype(),
        info.getTensorShape().getDimList().stream().map(dimension -> dimension.getSize()).toList());
  }

  private static void compare(
      String side,
      Map<String, TensorForm> expected,
      Map<String, TensorInfo> found,
      List<String> problems) {
    for (String name : expected.keySet().stream().sorted().toList()) {
      TensorInfo info = found.get(name);
      TensorForm wanted = expected.get(name);
      if (info == null) {
        problems.add("%s %s is absent, expected %s".formatted(side, name, wanted));
      } else if (!wanted.accepts(form(info))) {
        problems.add("%s %s is %s, expected %s".formatted(side, name, form(info), wanted));
      }
    }
    found.keySet().stream()
        .filter(name -> !expected.containsKey(name))
        // Which outcomes have one is the model's own to say.
        .filter(name -> !side.equals("output") || !isDetail(name, form(found.get(name))))
        .sorted()
        .forEach(name -> problems.add("%s %s is not expected".formatted(side, name)));
  }

  private static boolean isDetail(String name, TensorForm form) {
    TensorForm expected = name.startsWith(CURVES) ? floats(ANY, ANY, ANY) : floats(ANY, ANY);
    return isDetail(name) && expected.accepts(form);
  }

  private static Map<String, TensorForm> sequences() {
    TensorForm ints = new TensorForm(DataType.DT_INT32, List.of(ANY, ANY));
    return Map.of("tokens", ints, "days", ints, "ages", floats(ANY, ANY), "segments", ints);
  }

  private static TensorForm floats(long... dimensions) {
    return new TensorForm(DataType.DT_FLOAT, Arrays.stream(dimensions).boxed().toList());
  }
}
