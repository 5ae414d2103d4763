package dev.norn.vocab;

import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition.Role;
import dev.norn.event.TokenRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The tokens a model knows and the rules that turn life events into them. Immutable, safe for use
 * by several threads, named by the hash of its content; the file holds everything needed to write
 * sequences.
 */
public final class Vocabulary {

  /** The newest file format this code writes and reads. */
  static final int FORMAT = 3;

  private final Content content;
  private final String json;
  private final String hash;
  private final Map<String, Integer> ids;
  private final Map<String, RegisterTokeniser> tokenisers;

  /** What the file holds; key order is the order here, so that equal content is equal bytes. */
  record Content(
      int format,
      String landmark,
      int minimumPersons,
      long trainingPersons,
      List<RegisterTokeniser> registers,
      List<Token> tokens) {
    Content {
      registers = registers == null ? List.of() : List.copyOf(registers);
      tokens = tokens == null ? List.of() : List.copyOf(tokens);
    }
  }

  private Vocabulary(Content content, String json) {
    this.content = content;
    this.json = json;
    this.hash = sha256(json);
    this.ids = new HashMap<>();
    for (Token token : content.tokens()) {
      if (token.id() != ids.size() || ids.put(token.text(), token.id()) != null) {
        throw new DefinitionException(
            "[vocabulary] token ids must be dense and texts unique; token "
                + token.id()
                + " is not; take the file from its release again");
      }
    }
    for (SpecialToken special : SpecialToken.values()) {
      if (!Integer.valueOf(special.id()).equals(ids.get(special.text()))) {
        throw new DefinitionException(
            "[vocabulary] token "
                + special.id()
                + " must be "
                + special.text()
                + "; take the file from its release again");
      }
    }
    this.tokenisers = new HashMap<>();
    content.registers().forEach(register -> tokenisers.put(register.register(), register));
  }

  static Vocabulary of(Content content) {
    return new Vocabulary(content, DefinitionFile.toJson(content));
  }

  /**
   * The oldest format that can say what the tokenisers do, so that content which has not changed
   * keeps its hash. Format 2 adds presence tokens and bins other than even ones over all years;
   * format 3 bins by another field, and a background of several registers.
   */
  static int format(List<RegisterTokeniser> registers) {
    if (registers.stream().filter(register -> register.role() == Role.background).count() > 1
        || fields(registers).anyMatch(Vocabulary::isByField)) {
      return FORMAT;
    }
    return fields(registers).allMatch(isOfFormatOne()) ? 1 : 2;
  }

  private static Stream<FieldTokeniser> fields(List<RegisterTokeniser> registers) {
    return registers.stream().flatMap(register -> register.fields().stream());
  }

  private static boolean isByField(FieldTokeniser field) {
    return field.rule() instanceof TokenRule.Quantiles rule && rule.byField() != null;
  }

  private static Predicate<FieldTokeniser> isOfFormatOne() {
    return field ->
        !(field.rule() instanceof TokenRule.Presence)
            && (!(field.rule() instanceof TokenRule.Quantiles rule)
                || rule.equals(new TokenRule.Quantiles(rule.prefix(), rule.bins())));
  }

  public static Vocabulary fromJson(String json) {
    Content content = DefinitionFile.fromJson(json, Content.class);
    if (content.format() < 1 || content.format() > FORMAT) {
      throw new DefinitionException(
          "[vocabulary] format "
              + content.format()
              + ", this version reads 1 to "
              + FORMAT
              + "; use the Norn version that wrote it or fit the vocabulary again");
    }
    return new Vocabulary(content, json);
  }

  public static Vocabulary read(Path file) {
    try {
      return fromJson(Files.readString(file));
    } catch (IOException e) {
      throw new DefinitionException("[" + file + "] no vocabulary can be read here", e);
    }
  }

  public void write(Path file) throws IOException {
    Files.writeString(file, json);
  }

  public String toJson() {
    return json;
  }

  /** SHA-256 of the file's bytes, in hexadecimal. */
  public String hash() {
    return hash;
  }

  public int size() {
    return content.tokens().size();
  }

  /** In order of id. */
  public List<Token> tokens() {
    return content.tokens();
  }

  /** In order of (order, name): the order of same-day events. */
  public List<RegisterTokeniser> registers() {
    return content.registers();
  }

  /** Training persons whom the counts are over. */
  public long trainingPersons() {
    return content.trainingPersons();
  }

  /** The token's id, or {@link SpecialToken#UNK}'s when the vocabulary does not hold the text. */
  public int idOf(String text) {
    return ids.getOrDefault(text, SpecialToken.UNK.id());
  }

  /** The rules for a register, or null when the vocabulary was fitted without it. */
  public RegisterTokeniser tokeniser(String register) {
    return tokenisers.get(register);
  }

  /**
   * The tokens of one life event, in the register's field order. Missing fields give none, nor do
   * values that the rule counts as missing; a value that the vocabulary does not hold gives {@link
   * SpecialToken#UNK}; a register that it does not know gives none at all.
   */
  public int[] tokens(LifeEvent event) {
    RegisterTokeniser tokeniser = tokenisers.get(event.register());
    if (tokeniser == null) {
      return new int[0];
    }
    return tokeniser.fields().stream()
        .map(field -> field.text(event))
        .filter(text -> !FieldTokeniser.MISSING.equals(text))
        .mapToInt(text -> text == null ? SpecialToken.UNK.id() : idOf(text))
        .toArray();
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
