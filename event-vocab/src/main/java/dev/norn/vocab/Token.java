package dev.norn.vocab;

import java.util.Objects;

/**
 * An entry of a vocabulary.
 *
 * @param id dense from 0
 * @param text unique within the vocabulary
 * @param family "register.field", or "special"
 * @param persons training persons whose history up to the landmark holds it; 0 for special tokens
 */
public record Token(int id, String text, String family, long persons) {
  public Token {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(family, "family");
  }
}
