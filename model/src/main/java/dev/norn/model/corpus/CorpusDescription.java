package dev.norn.model.corpus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.norn.outcome.OutcomeForm;
import dev.norn.sequence.LandmarkSpan;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a corpus was made from and how; the part of its manifest that cannot be read off the shards.
 *
 * @param vocabularyHash of the vocabulary whose token ids the sequences hold
 * @param landmark last day whose facts were used, included; where each person has a landmark, the
 *     days between which they lie
 * @param knownBy ISO-8601 register time, included; null for everything known
 * @param cohort name
 * @param outcomes names, each a label column
 * @param splitRule in words, or as the identity of its definition, for people to read
 * @param seed of the split
 * @param maxLength positions, special tokens included
 * @param forms of the outcomes, by name: which kind, and what its columns can hold
 */
public record CorpusDescription(
    String vocabularyHash,
    LandmarkSpan landmark,
    String knownBy,
    String cohort,
    List<String> outcomes,
    String splitRule,
    long seed,
    int maxLength,
    Map<String, OutcomeForm> forms) {

  @JsonCreator
  public CorpusDescription(
      @JsonProperty("vocabularyHash") String vocabularyHash,
      @JsonProperty("landmark") LandmarkSpan landmark,
      @JsonProperty("knownBy") String knownBy,
      @JsonProperty("cohort") String cohort,
      @JsonProperty("outcomes") List<String> outcomes,
      @JsonProperty("splitRule") String splitRule,
      @JsonProperty("seed") long seed,
      @JsonProperty("maxLength") int maxLength,
      @JsonProperty("forms") Map<String, OutcomeForm> forms) {
    this.vocabularyHash = Objects.requireNonNull(vocabularyHash, "vocabularyHash");
    this.landmark = Objects.requireNonNull(landmark, "landmark");
    this.knownBy = knownBy == null ? null : Instant.parse(knownBy).toString();
    this.cohort = Objects.requireNonNull(cohort, "cohort");
    this.outcomes = outcomes.stream().sorted().distinct().toList();
    this.splitRule = Objects.requireNonNull(splitRule, "splitRule");
    this.seed = seed;
    this.maxLength = maxLength;
    if (maxLength < 2) {
      throw new IllegalArgumentException("[corpus] maxLength must be at least 2, got " + maxLength);
    }
    this.forms = Collections.unmodifiableMap(new TreeMap<>(forms));
    if (!this.forms.keySet().equals(Set.copyOf(this.outcomes))) {
      throw new IllegalArgumentException(
          "[corpus] forms are given of "
              + this.forms.keySet()
              + ", the outcomes are "
              + this.outcomes
              + "; give the form of each");
    }
  }

  /** Of binary outcomes whose horizon is not stated. */
  public CorpusDescription(
      String vocabularyHash,
      LandmarkSpan landmark,
      String knownBy,
      String cohort,
      List<String> outcomes,
      String splitRule,
      long seed,
      int maxLength) {
    this(
        vocabularyHash,
        landmark,
        knownBy,
        cohort,
        outcomes,
        splitRule,
        seed,
        maxLength,
        outcomes.stream().distinct().collect(Collectors.toMap(o -> o, o -> OutcomeForm.BINARY)));
  }
}
