package dev.norn.cohort;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.norn.event.DefinitionFile;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The sides are listed in a file, person by person; who is not in it is on none.
 *
 * @param list file, CSV or Parquet, with the columns {@code person} and {@code split}; relative to
 *     the cohort's file
 * @param kin links, such as mother, by which no two kin are on different sides: the leakage gate
 *     holds the list to it
 * @param sha256 of {@link SplitList#sha256}; null: any list of that name will do
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ListedSplit(String list, List<String> kin, String sha256) implements SplitRule {

  private static final int SEED_DIGITS = 16;
  private static final int HEXADECIMAL = 16;

  public ListedSplit {
    Objects.requireNonNull(list, "split.list: name the file with the columns person and split");
    kin = kin == null ? List.of() : List.copyOf(kin);
    if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "split.sha256: expected 64 hexadecimal digits, as norn split prints them; take the key"
              + " out for any list");
    }
  }

  /** The same, with the list it was when it was read. */
  public ListedSplit read(String file, String hash) {
    return new ListedSplit(file, kin, hash);
  }

  // Neither where the file lies nor what is promised of it moves anybody.
  @Override
  public String identity() {
    return DefinitionFile.toJson(Map.of("list-sha256", hash()));
  }

  @Override
  public long seed() {
    return Long.parseUnsignedLong(hash().substring(0, SEED_DIGITS), HEXADECIMAL);
  }

  private String hash() {
    if (sha256 == null) {
      throw new IllegalStateException("the list of the split was not read yet");
    }
    return sha256;
  }
}
