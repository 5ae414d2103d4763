package dev.norn.cohort.kin;

import dev.norn.cohort.Fingerprint;
import dev.norn.cohort.KinLink;
import dev.norn.cohort.ListedSplit;
import dev.norn.cohort.Split;
import dev.norn.cohort.SplitRule;
import dev.norn.event.PersonId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Counts the people who have kin on another side of a split; taken person by person in any order.
 * Twelve bytes a person and twenty a link.
 */
public final class KinTally {

  private final List<String> promised;
  private final Kinship kinship;
  private final LongStream.Builder people = LongStream.builder();
  private final IntStream.Builder sides = IntStream.builder();

  /**
   * @param rule whose list may promise that kin by some links are kept apart; then these are
   *     counted, and otherwise all that are stated
   */
  public KinTally(SplitRule rule) {
    promised = rule instanceof ListedSplit listed ? listed.kin() : List.of();
    kinship = new Kinship(promised);
  }

  public void add(PersonId person, Split side, Collection<KinLink> kin) {
    people.add(Fingerprint.of(person));
    sides.add(side.ordinal());
    kinship.add(person, kin);
  }

  /** What was counted; ask once. */
  public KinAcrossSides count() {
    long[] fingerprints = people.build().toArray();
    int[] ordinals = sides.build().toArray();
    KinGraph graph = kinship.graph(Arrays.stream(fingerprints));
    Split[] byNumber = new Split[graph.size()];
    Arrays.fill(byNumber, Split.NONE);
    for (int i = 0; i < fingerprints.length; i++) {
      byNumber[graph.number(fingerprints[i])] = Split.values()[ordinals[i]];
    }
    byte[] kin = graph.sidesOfKin(byNumber);
    long elsewhere =
        IntStream.range(0, byNumber.length)
            .filter(i -> byNumber[i] != Split.NONE && (kin[i] & ~KinGraph.bit(byNumber[i])) != 0)
            .count();
    long test = Arrays.stream(byNumber).filter(Split.TEST::equals).count();
    long testInTraining =
        IntStream.range(0, byNumber.length)
            .filter(i -> byNumber[i] == Split.TEST)
            .filter(i -> (kin[i] & KinGraph.bit(Split.TRAIN)) != 0)
            .count();
    return new KinAcrossSides(
        kinship.links().stream().sorted().toList(),
        !promised.isEmpty(),
        promised.stream().filter(link -> !kinship.stated().containsKey(link)).sorted().toList(),
        elsewhere,
        test,
        testInTraining);
  }
}
