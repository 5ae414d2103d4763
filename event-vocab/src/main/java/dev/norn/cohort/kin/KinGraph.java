package dev.norn.cohort.kin;

import dev.norn.cohort.Fingerprint;
import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import java.util.Arrays;
import java.util.stream.LongStream;

/** People as numbers from 0 in the order of their fingerprints, and who names whom as kin. */
final class KinGraph {

  private final long[] people;
  private final int[] child;
  private final int[] parent;
  private final int[] link;

  /**
   * @param child fingerprint of who names, link by link
   * @param parent of who is named
   * @param link place of the link's name
   * @param others people who may be in no link
   */
  KinGraph(long[] child, long[] parent, int[] link, LongStream others) {
    people =
        LongStream.concat(LongStream.concat(Arrays.stream(child), Arrays.stream(parent)), others)
            .sorted()
            .distinct()
            .toArray();
    this.child = numbers(child);
    this.parent = numbers(parent);
    this.link = link;
  }

  private int[] numbers(long[] fingerprints) {
    return Arrays.stream(fingerprints)
        .mapToInt(fingerprint -> Arrays.binarySearch(people, fingerprint))
        .toArray();
  }

  int size() {
    return people.length;
  }

  /**
   * @param person one who is here
   */
  int number(PersonId person) {
    return number(Fingerprint.of(person));
  }

  int number(long fingerprint) {
    return Arrays.binarySearch(people, fingerprint);
  }

  /** Families, by the first of the links only. */
  DisjointSets joined(int links) {
    DisjointSets families = new DisjointSets(people.length);
    for (int i = 0; i < child.length; i++) {
      if (link[i] < links) {
        families.join(child[i], parent[i]);
      }
    }
    return families;
  }

  /**
   * On which sides each person, or kin of theirs, is: parents, children, and who has a parent in
   * common.
   *
   * @param sides of the people by their numbers
   * @return {@link #bit}s by person; nobody is counted who is on no side
   */
  byte[] sidesOfKin(Split[] sides) {
    byte[] household = new byte[people.length];
    for (int i = 0; i < child.length; i++) {
      household[parent[i]] |= (byte) (bit(sides[child[i]]) | bit(sides[parent[i]]));
    }
    byte[] kin = household.clone();
    for (int i = 0; i < child.length; i++) {
      kin[child[i]] |= household[parent[i]];
    }
    return kin;
  }

  static int bit(Split side) {
    return side == Split.NONE ? 0 : 1 << side.ordinal();
  }
}
