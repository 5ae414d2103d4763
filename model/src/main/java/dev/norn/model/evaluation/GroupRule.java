package dev.norn.model.evaluation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How a study divides people by a token of theirs, read from {@code groups} in {@code study.yaml}:
 * a list of tokens, one a group, or {@code {prefix: INCOME_, quantiles: 5, of: last}}.
 *
 * @param tokens texts; null where a prefix is given
 * @param prefix every token of the vocabulary that begins with it; null where tokens are listed
 * @param quantiles into how many groups of about equal size people are put, by the order of their
 *     tokens in the vocabulary; null for a group for each token
 * @param of which one counts where a person has several: last where null
 */
public record GroupRule(List<String> tokens, String prefix, Integer quantiles, Occurrence of) {

  /** Which of a person's tokens decides. */
  public enum Occurrence {
    first,
    last
  }

  public GroupRule {
    tokens = tokens == null ? null : List.copyOf(tokens);
    if (tokens != null && tokens.isEmpty()) {
      throw new IllegalArgumentException("groups: the list is empty; name a token for each group");
    }
    if (tokens == null && (prefix == null || prefix.isEmpty())) {
      throw new IllegalArgumentException(
          "groups: a list of tokens or a prefix is needed, such as [SEX_M, SEX_F] or {prefix: X_}");
    }
    if (quantiles != null && quantiles < 2) {
      throw new IllegalArgumentException("quantiles: at least 2 groups, found " + quantiles);
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static GroupRule listed(List<String> tokens) {
    return new GroupRule(tokens, null, null, null);
  }

  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  static GroupRule prefixed(
      @JsonProperty("prefix") String prefix,
      @JsonProperty("quantiles") Integer quantiles,
      @JsonProperty("of") Occurrence of) {
    return new GroupRule(null, prefix, quantiles, of);
  }
}
