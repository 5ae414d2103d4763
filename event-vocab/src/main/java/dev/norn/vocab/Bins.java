package dev.norn.vocab;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.norn.event.LifeEvent;
import dev.norn.event.TokenRule;
import java.util.NavigableMap;
import java.util.SortedMap;

/**
 * Fitted bins of a number. A small closed family; in a vocabulary file each is told apart by the
 * name of what it holds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(QuantileBins.class),
  @JsonSubTypes.Type(Life2vecBins.class),
  @JsonSubTypes.Type(YearlyBins.class),
  @JsonSubTypes.Type(CodedBins.class)
})
public sealed interface Bins permits QuantileBins, Life2vecBins, YearlyBins, CodedBins {

  /** The bin of a value that counts as missing. */
  int MISSING = 0;

  /** How many bins have a token. */
  int count();

  /**
   * @param fact that has the value
   * @return from 1 to {@link #count()}, or {@link #MISSING}
   */
  int bin(double value, LifeEvent fact);

  /**
   * @param byYear how often each value occurs in each year; at least one
   */
  static Bins fit(TokenRule.Quantiles rule, NavigableMap<Integer, SortedMap<Double, Long>> byYear) {
    if (rule.by() == TokenRule.Quantiles.By.year) {
      return YearlyBins.fit(byYear, rule.bins());
    }
    SortedMap<Double, Long> all = Edges.together(byYear.values());
    return rule.rule() == TokenRule.Quantiles.Rule.life2vec
        ? Life2vecBins.fit(all, rule.bins())
        : QuantileBins.fit(all, rule.bins());
  }
}
