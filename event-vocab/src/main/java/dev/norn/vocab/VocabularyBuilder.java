package dev.norn.vocab;

import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.event.RegisterDefinition.Role;
import dev.norn.event.TokenRule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Fits a vocabulary in two passes over the same training persons: first {@link #observeNumbers} for
 * the quantile bins, then, after {@link #fitBins}, {@link #observeTokens} for the person counts.
 * Both passes take one person's facts at a time, in any order of persons, and refuse facts after
 * the landmark. Not thread-safe; memory grows with distinct values and tokens, not with persons.
 */
public final class VocabularyBuilder {

  private final LocalDate landmark;
  private final List<RegisterDefinition> definitions;
  // By family, year, value.
  private final Map<String, TreeMap<Integer, SortedMap<Double, Long>>> numbers = new TreeMap<>();
  // By family, value of another field, value.
  private final Map<String, TreeMap<String, SortedMap<Double, Long>>> codedNumbers =
      new TreeMap<>();
  private final Map<String, TreeSet<String>> textsByFamily = new TreeMap<>();
  private final Map<String, Long> personsByText = new TreeMap<>();
  private List<RegisterTokeniser> tokenisers;
  private long persons;

  /**
   * @param landmark last day whose facts may be used, included
   * @param definitions of the study's registers; one without any token gets no place in sequences
   */
  public VocabularyBuilder(LocalDate landmark, Collection<RegisterDefinition> definitions) {
    this.landmark = landmark;
    this.definitions =
        definitions.stream()
            .sorted(
                Comparator.comparingInt(RegisterDefinition::order)
                    .thenComparing(RegisterDefinition::register))
            .toList();
  }

  /** First pass: one training person's facts. */
  public void observeNumbers(Collection<LifeEvent> facts) {
    for (LifeEvent fact : facts) {
      refuseAfterLandmark(fact);
      for (RegisterDefinition definition : definitions) {
        if (definition.register().equals(fact.register())) {
          definition.fields().forEach(field -> observeNumber(fact, field));
        }
      }
    }
  }

  private void observeNumber(LifeEvent fact, RegisterDefinition.Field field) {
    String value = fact.fields().get(field.name());
    if (field.token() instanceof TokenRule.Quantiles rule && value != null) {
      Double number = FieldTokeniser.number(value);
      if (number == null || !rule.holds(number)) {
        return;
      }
      String family = family(fact.register(), field.name());
      if (rule.byField() != null) {
        String code = fact.fields().get(rule.byField());
        if (code != null) {
          count(codedNumbers, family, code, number);
        }
      } else {
        // Years that need not be told apart are counted as one, to hold fewer numbers.
        int year = rule.by() == TokenRule.Quantiles.By.year ? fact.occurred().getYear() : 0;
        count(numbers, family, year, number);
      }
    }
  }

  private static <K extends Comparable<K>> void count(
      Map<String, TreeMap<K, SortedMap<Double, Long>>> numbers,
      String family,
      K group,
      Double number) {
    numbers
        .computeIfAbsent(family, name -> new TreeMap<>())
        .computeIfAbsent(group, each -> new TreeMap<>())
        .merge(number, 1L, Long::sum);
  }

  /** Ends the first pass. */
  public void fitBins() {
    Map<String, RegisterTokeniser> byRegister = new LinkedHashMap<>();
    for (RegisterDefinition definition : definitions) {
      if (decidesOnly(definition)) {
        continue;
      }
      List<FieldTokeniser> fields = new ArrayList<>();
      for (RegisterDefinition.Field field : definition.fields()) {
        if (field.token() != null) {
          fields.add(
              new FieldTokeniser(field.name(), field.token(), bins(definition.register(), field)));
        }
      }
      // Two definitions of one register read different rows of it; their fields must agree.
      RegisterTokeniser fitted =
          new RegisterTokeniser(
              definition.register(), definition.order(), definition.role(), fields);
      RegisterTokeniser other = byRegister.putIfAbsent(definition.register(), fitted);
      if (other != null && !other.equals(fitted)) {
        throw new IllegalArgumentException(
            "register " + definition.register() + " is defined twice with different tokens");
      }
    }
    tokenisers = List.copyOf(byRegister.values());
  }

  // Without any token a register's facts decide cohorts and labels; in a sequence each would be a
  // sentence that says nothing.
  private static boolean decidesOnly(RegisterDefinition definition) {
    return definition.role() == Role.events
        && definition.fields().stream().allMatch(field -> field.token() == null);
  }

  private Bins bins(String register, RegisterDefinition.Field field) {
    if (!(field.token() instanceof TokenRule.Quantiles rule)) {
      return null;
    }
    String family = family(register, field.name());
    if (rule.byField() != null) {
      return CodedBins.fit(
          rule.byField(), codedNumbers.getOrDefault(family, new TreeMap<>()), rule.bins());
    }
    TreeMap<Integer, SortedMap<Double, Long>> values = numbers.get(family);
    return values == null ? null : Bins.fit(rule, values);
  }

  /** Second pass: the same training person's facts. */
  public void observeTokens(Collection<LifeEvent> facts) {
    requireBins();
    persons++;
    Set<String> seen = new HashSet<>();
    for (LifeEvent fact : facts) {
      refuseAfterLandmark(fact);
      for (RegisterTokeniser tokeniser : tokenisers) {
        if (tokeniser.register().equals(fact.register())) {
          tokeniser.fields().forEach(field -> observeToken(fact, field, seen));
        }
      }
    }
  }

  private void observeToken(LifeEvent fact, FieldTokeniser field, Set<String> seen) {
    String text = field.text(fact);
    if (text == null || text.equals(FieldTokeniser.MISSING)) {
      return;
    }
    textsByFamily
        .computeIfAbsent(family(fact.register(), field.field()), name -> new TreeSet<>())
        .add(text);
    // Families that share a token share its count: a person is counted once, whichever holds it.
    if (seen.add(text)) {
      personsByText.merge(text, 1L, Long::sum);
    }
  }

  /**
   * @param minimumPersons a category or date token carried by fewer training persons is left out
   *     and becomes {@link SpecialToken#UNK}; quantile bins are always kept
   */
  public Vocabulary build(int minimumPersons) {
    requireBins();
    List<Token> tokens = new ArrayList<>();
    for (SpecialToken special : SpecialToken.values()) {
      tokens.add(new Token(special.id(), special.text(), "special", 0));
    }
    Set<String> texts = new HashSet<>();
    for (RegisterTokeniser tokeniser : tokenisers) {
      for (FieldTokeniser field : tokeniser.fields()) {
        String family = family(tokeniser.register(), field.field());
        tokensOf(field, family, minimumPersons)
            .forEach(
                (text, count) -> {
                  // Two registers may share a prefix, hence a token; the first family names it.
                  if (texts.add(text)) {
                    tokens.add(new Token(tokens.size(), text, family, count));
                  }
                });
      }
    }
    return Vocabulary.of(
        new Vocabulary.Content(
            Vocabulary.format(tokenisers),
            landmark.toString(),
            minimumPersons,
            persons,
            tokenisers,
            tokens));
  }

  private Map<String, Long> tokensOf(FieldTokeniser field, String family, int minimumPersons) {
    Map<String, Long> counts = new TreeMap<>(NaturalOrder.INSTANCE);
    if (field.rule() instanceof TokenRule.Quantiles rule) {
      for (int bin = 1; field.bins() != null && bin <= field.bins().count(); bin++) {
        String text = rule.prefix() + "_" + bin;
        counts.put(text, personsByText.getOrDefault(text, 0L));
      }
    } else {
      for (String text : textsByFamily.getOrDefault(family, new TreeSet<>())) {
        long count = personsByText.get(text);
        if (count >= minimumPersons) {
          counts.put(text, count);
        }
      }
    }
    return counts;
  }

  private void requireBins() {
    if (tokenisers == null) {
      throw new IllegalStateException("fitBins comes between the two passes");
    }
  }

  private void refuseAfterLandmark(LifeEvent fact) {
    if (fact.occurred().isAfter(landmark)) {
      throw new IllegalArgumentException(
          "fact "
              + fact.register()
              + " occurred after the landmark "
              + landmark
              + "; a vocabulary is fitted on facts up to the landmark only");
    }
  }

  private static String family(String register, String field) {
    return register + "." + field;
  }
}
