package dev.norn.model.evaluation;

import dev.norn.event.DefinitionException;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Token;
import dev.norn.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A {@link GroupRule} in the terms of one vocabulary: which token puts a person into which group.
 *
 * @param name such as "income"
 * @param tokens texts by id, in the order of the vocabulary
 * @param quantiles null for a group for each token
 */
public record TokenDivision(
    String name, Map<Integer, String> tokens, Integer quantiles, GroupRule.Occurrence of) {

  private static final String SEX = "sex";

  public TokenDivision {
    tokens = new LinkedHashMap<>(tokens);
  }

  /**
   * The study's divisions in order of name, that by sex first where the study names its tokens.
   *
   * @throws DefinitionException when the vocabulary holds none of a division's tokens
   */
  public static List<TokenDivision> all(
      List<String> sexTokens, Map<String, GroupRule> rules, Vocabulary vocabulary) {
    List<TokenDivision> all = new ArrayList<>();
    if (!rules.containsKey(SEX) && sexTokens.stream().anyMatch(text -> holds(vocabulary, text))) {
      all.add(of(SEX, GroupRule.listed(sexTokens), vocabulary));
    }
    rules.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(rule -> all.add(of(rule.getKey(), rule.getValue(), vocabulary)));
    return all;
  }

  static TokenDivision of(String name, GroupRule rule, Vocabulary vocabulary) {
    Predicate<String> wanted =
        rule.tokens() == null
            ? text -> text.startsWith(rule.prefix())
            : text -> rule.tokens().contains(text);
    Map<Integer, String> tokens = new LinkedHashMap<>();
    vocabulary.tokens().stream()
        .filter(token -> token.id() > SpecialToken.UNK.id() && wanted.test(token.text()))
        .forEach(token -> tokens.put(token.id(), token.text()));
    if (tokens.isEmpty()) {
      throw new DefinitionException(
          "[study.yaml] groups."
              + name
              + ": the vocabulary holds "
              + (rule.tokens() == null
                  ? "no token that begins with " + rule.prefix()
                  : "none of " + rule.tokens())
              + "; its tokens begin with "
              + prefixes(vocabulary));
    }
    return new TokenDivision(
        name, tokens, rule.quantiles(), rule.of() == null ? GroupRule.Occurrence.last : rule.of());
  }

  private static boolean holds(Vocabulary vocabulary, String text) {
    return vocabulary.idOf(text) != SpecialToken.UNK.id();
  }

  private static String prefixes(Vocabulary vocabulary) {
    return vocabulary.tokens().stream()
        .filter(token -> token.id() > SpecialToken.UNK.id())
        .map(Token::text)
        .map(text -> text.substring(0, text.lastIndexOf('_') + 1))
        .distinct()
        .limit(20)
        .collect(Collectors.joining(", "));
  }

  /** The id of the token that decides, or -1 where the person has none. */
  int deciding(PersonSequence sequence) {
    int found = -1;
    for (int token : sequence.tokens()) {
      if (tokens.containsKey(token)) {
        if (of == GroupRule.Occurrence.first) {
          return token;
        }
        found = token;
      }
    }
    return found;
  }
}
