package dev.norn.model.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.List;

/**
 * What people have in common, by the tokens of their lives; read from a {@code *.concept.yaml}.
 *
 * @param name in lower case with hyphens
 * @param tokens texts, any of which gives a person the concept
 * @param prefixes what the texts of such tokens begin with
 * @param except texts, or what they begin with, that do not give it after all
 * @param within ISO-8601 period that ends with the landmark, as of a cohort's rules; null: ever
 * @param fromAge age at the landmark below which nobody has it; null: any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Concept(
    @JsonProperty("concept") String name,
    List<String> tokens,
    List<String> prefixes,
    List<String> except,
    String within,
    Integer fromAge) {

  private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";

  public Concept {
    if (name == null || !name.matches(NAME)) {
      throw new IllegalArgumentException(
          "concept: found '" + name + "'; expected a name of small letters, digits and hyphens");
    }
    new TokenPattern(tokens, prefixes, except, within, fromAge, null);
  }

  public static Concept read(Path file) {
    return DefinitionFile.read(file, Concept.class);
  }

  private TokenPattern pattern() {
    return new TokenPattern(tokens, prefixes, except, within, fromAge, null);
  }

  boolean isIn(Vocabulary vocabulary) {
    return any(pattern().ids(vocabulary));
  }

  /**
   * @throws DefinitionException if the vocabulary holds none of the tokens
   */
  boolean[] holders(List<PersonSequence> lives, Vocabulary vocabulary) {
    TokenPattern pattern = pattern();
    boolean[] ids = pattern.ids(vocabulary);
    if (!any(ids)) {
      throw new DefinitionException(
          "[concept %s] found none of its tokens in the release's vocabulary; expected one or more. Take texts that its vocabulary.json lists"
              .formatted(name));
    }
    boolean[] holders = new boolean[lives.size()];
    for (int person = 0; person < holders.length; person++) {
      holders[person] = any(pattern.in(lives.get(person), ids));
    }
    return holders;
  }

  private static boolean any(boolean[] marks) {
    for (boolean mark : marks) {
      if (mark) {
        return true;
      }
    }
    return false;
  }
}
