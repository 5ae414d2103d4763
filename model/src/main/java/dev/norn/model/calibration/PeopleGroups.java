package dev.norn.model.calibration;

import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.AgeSex;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The groups for each of which a calibration counts: everybody, each sex, each twenty years of age.
 *
 * @param sexTokens texts by id of the background tokens that mark sex; empty where none does
 */
public record PeopleGroups(Map<Integer, String> sexTokens) {

  /** The group of all. */
  public static final String EVERYBODY = "everybody";

  private static final int AGE_BAND = 20;
  private static final String AGE = "age ";

  public PeopleGroups {
    sexTokens = new TreeMap<>(sexTokens);
  }

  /**
   * @param sexTokens texts; those that the vocabulary does not hold mark nobody
   */
  public static PeopleGroups of(List<String> sexTokens, Vocabulary vocabulary) {
    Map<Integer, String> ids = new TreeMap<>();
    for (String text : sexTokens) {
      int id = vocabulary.idOf(text);
      if (id != SpecialToken.UNK.id()) {
        ids.put(id, text);
      }
    }
    return new PeopleGroups(ids);
  }

  /** Whether it is a group of those of one age. */
  public static boolean isAge(String group) {
    return group.startsWith(AGE);
  }

  /** Text of the token that marks the person's sex; null where none does. */
  public String sex(CorpusExample example) {
    return sexTokens.get(AgeSex.of(example, sexTokens.keySet()).sex());
  }

  /**
   * @param age years at the landmark
   * @param sex as of {@link #sex}
   * @return names of all groups that such a person belongs to
   */
  public static List<String> of(double age, String sex) {
    List<String> groups = new ArrayList<>();
    groups.add(EVERYBODY);
    int band = (int) Math.floor(age / AGE_BAND) * AGE_BAND;
    groups.add(AGE + "%d–%d".formatted(band, band + AGE_BAND - 1));
    if (sex != null) {
      groups.add(sex);
    }
    return groups;
  }
}
