package dev.norn.model.explain;

import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import java.nio.file.Path;
import java.util.List;

/**
 * What really moves an outcome in a population whose law is known, as a nation's {@code
 * truth/causes.yaml} says it in tokens. For checks alone; no model may read it.
 *
 * @param outcomes that these are the causes of
 */
public record TrueCauses(List<String> outcomes, List<Cause> causes) {

  /**
   * @param cause its name
   */
  record Cause(
      String cause,
      List<String> tokens,
      List<String> prefixes,
      List<String> except,
      String within,
      Integer fromAge,
      Boolean newest) {

    TokenPattern pattern() {
      return new TokenPattern(tokens, prefixes, except, within, fromAge, newest);
    }
  }

  public TrueCauses {
    if (outcomes == null || outcomes.isEmpty() || causes == null || causes.isEmpty()) {
      throw new IllegalArgumentException(
          "outcomes and causes: found none; list the outcomes, and the tokens of each cause");
    }
    outcomes = List.copyOf(outcomes);
    causes = List.copyOf(causes);
    causes.forEach(Cause::pattern);
  }

  /**
   * @throws DefinitionException if the file does not say what it must, or is of other outcomes
   */
  public static TrueCauses read(Path file, String outcome) {
    TrueCauses causes = DefinitionFile.read(file, TrueCauses.class);
    if (!causes.outcomes.contains(outcome)) {
      throw new DefinitionException(
          "[%s] found causes of %s; expected of %s. Give a file of that outcome"
              .formatted(file, causes.outcomes, outcome));
    }
    return causes;
  }
}
