package dev.norn.cohort.kin;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * People of a corpus who have kin on another side of its split: a parent, a child, or somebody with
 * a parent in common.
 *
 * @param links by which kin were looked for, in order of name; none where the registers state none
 * @param promised whether the cohort says that kin by these links are not on different sides
 * @param unstated of links that were promised, those that nobody's facts state: nothing is known
 * @param elsewhere people on a side with kin on another
 * @param test people of the test split
 * @param testInTraining of these, with kin in the training split
 */
public record KinAcrossSides(
    List<String> links,
    boolean promised,
    List<String> unstated,
    long elsewhere,
    long test,
    long testInTraining) {

  public KinAcrossSides {
    links = List.copyOf(links);
    unstated = List.copyOf(unstated);
  }

  /** Whether what the cohort says of kin does not hold, or cannot be known to. */
  @JsonIgnore
  public boolean isBroken() {
    return promised && (elsewhere > 0 || !unstated.isEmpty());
  }
}
