package dev.norn.cohort.kin;

import dev.norn.cohort.Fingerprint;
import dev.norn.cohort.HashedSplit;
import dev.norn.cohort.ListedPerson;
import dev.norn.cohort.Split;
import dev.norn.cohort.StableHash;
import dev.norn.event.PersonId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Divides people so that kin are on one side. A family is whoever is joined by the links, over any
 * number of people, those outside the cohort included. Families stand in an order drawn by a seeded
 * hash, and the shares cut that order: a family that lies across a cut goes where more of it lies,
 * so that a share is missed by half a family at most.
 *
 * <p>A family that is too large falls into those by the links without the last, these, where they
 * are still too large, by the links without the last two, and so on to single people. Whoever then
 * has kin in the training split is taken out of validation and test, and out of validation who has
 * kin in the test split.
 */
public final class FamilySplit {

  private final KinGraph graph;
  private final int links;
  private final PersonId[] people;
  private final int[] numbers;
  private final int most;
  private final Split[] sides;
  private int families;
  private int largest;
  private int divided;
  private int inDivided;
  private long excluded;

  private FamilySplit(Kinship kinship, Collection<PersonId> cohort, double largestFamily) {
    // In this order the first of a family names it, whoever came first.
    people = cohort.stream().sorted().toArray(PersonId[]::new);
    graph = kinship.graph(Arrays.stream(people).mapToLong(Fingerprint::of));
    links = kinship.links().size();
    numbers = Arrays.stream(people).mapToInt(graph::number).toArray();
    most = (int) Math.max(1, Math.floor(largestFamily * people.length));
    sides = new Split[people.length];
  }

  /**
   * @param kinship of the cohort's people and of those through whom they are kin; read up
   * @param cohort whom to divide, each once, in any order
   * @param shares of the sides; its hash is not asked
   * @param seed of the order of families
   * @param largestFamily share of the cohort, above which a family is divided
   */
  public static FamilySplit of(
      Kinship kinship,
      Collection<PersonId> cohort,
      HashedSplit shares,
      long seed,
      double largestFamily) {
    if (!(largestFamily > 0 && largestFamily <= 1)) {
      throw new IllegalArgumentException(
          "largest family: expected a share above 0 and at most 1, found " + largestFamily);
    }
    FamilySplit split = new FamilySplit(kinship, cohort, largestFamily);
    split.cut(split.families(), shares, seed);
    split.exclude(Split.TRAIN, Split.VALIDATION, Split.TEST);
    split.exclude(Split.TEST, Split.VALIDATION);
    return split;
  }

  /** By person, the first of the people whom the person stays with. */
  private int[] families() {
    int[] first = new int[people.length];
    Arrays.fill(first, -1);
    for (int used = links; used >= 0; used--) {
      DisjointSets joined = graph.joined(used);
      int[] sizes = new int[graph.size()];
      int[] heads = new int[graph.size()];
      for (int i = people.length - 1; i >= 0; i--) {
        if (first[i] < 0) {
          int root = joined.root(numbers[i]);
          sizes[root]++;
          heads[root] = i;
        }
      }
      if (used == links) {
        note(sizes);
      }
      for (int i = 0; i < people.length; i++) {
        int root = joined.root(numbers[i]);
        if (first[i] < 0 && (sizes[root] <= most || used == 0)) {
          first[i] = heads[root];
        }
      }
    }
    return first;
  }

  private void note(int[] sizes) {
    for (int size : sizes) {
      families += size > 0 ? 1 : 0;
      largest = Math.max(largest, size);
      divided += size > most ? 1 : 0;
      inDivided += size > most ? size : 0;
    }
  }

  private void cut(int[] first, HashedSplit shares, long seed) {
    int[] sizes = new int[people.length];
    for (int head : first) {
      sizes[head]++;
    }
    double train = shares.train() * people.length;
    double validation = train + shares.validation() * people.length;
    double before = 0;
    for (int head : inOrder(sizes, seed)) {
      double middle = before + sizes[head] / 2.0;
      sides[head] =
          middle < train ? Split.TRAIN : middle < validation ? Split.VALIDATION : Split.TEST;
      before += sizes[head];
    }
    for (int i = 0; i < people.length; i++) {
      sides[i] = sides[first[i]];
    }
  }

  private int[] inOrder(int[] sizes, long seed) {
    record Drawn(int head, double place) {}
    return IntStream.range(0, people.length)
        .filter(i -> sizes[i] > 0)
        .mapToObj(i -> new Drawn(i, StableHash.of(seed, "family " + people[i].value())))
        .sorted(Comparator.comparingDouble(Drawn::place).thenComparingInt(Drawn::head))
        .mapToInt(Drawn::head)
        .toArray();
  }

  /** Takes people off some sides who have kin on another. */
  private void exclude(Split other, Split... from) {
    Split[] byNumber = new Split[graph.size()];
    Arrays.fill(byNumber, Split.NONE);
    for (int i = 0; i < people.length; i++) {
      byNumber[numbers[i]] = sides[i];
    }
    byte[] kin = graph.sidesOfKin(byNumber);
    for (int i = 0; i < people.length; i++) {
      if (Arrays.asList(from).contains(sides[i]) && (kin[numbers[i]] & KinGraph.bit(other)) != 0) {
        sides[i] = Split.NONE;
        excluded++;
      }
    }
  }

  /** Everybody of the cohort, in order of pseudonym. */
  public Stream<ListedPerson> list() {
    return IntStream.range(0, people.length).mapToObj(i -> new ListedPerson(people[i], sides[i]));
  }

  /** The cohort's people. */
  public int people() {
    return people.length;
  }

  /** How many there were before any was divided; somebody without kin is one. */
  public int familiesBefore() {
    return families;
  }

  /** People of the cohort in the largest of them. */
  public int largest() {
    return largest;
  }

  /** The most people that a family may have to stay whole. */
  public int most() {
    return most;
  }

  /** Families that were too large. */
  public int divided() {
    return divided;
  }

  /** People of the cohort in those. */
  public int inDivided() {
    return inDivided;
  }

  /** People who were put on no side, as they have kin on another. */
  public long excluded() {
    return excluded;
  }
}
