package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.Set;

/**
 * The cell of a life table in which a person stands.
 *
 * @param band five years of age
 * @param sex the token that marks it; -1 where none does
 */
public record AgeSex(int band, int sex) {

  private static final int BAND_YEARS = 5;
  private static final int NO_SEX_TOKEN = -1;

  /**
   * @param sexTokens empty for cells by age alone
   */
  public static AgeSex of(CorpusExample example, Set<Integer> sexTokens) {
    int band = (int) Math.floor(example.ageAtLandmark() / BAND_YEARS);
    for (int token : SequenceCounts.background(example.sequence())) {
      if (sexTokens.contains(token)) {
        return new AgeSex(band, token);
      }
    }
    return new AgeSex(band, NO_SEX_TOKEN);
  }
}
