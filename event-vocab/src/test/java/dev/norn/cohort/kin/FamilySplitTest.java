package dev.norn.cohort.kin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.cohort.HashedSplit;
import dev.norn.cohort.KinLink;
import dev.norn.cohort.ListedPerson;
import dev.norn.cohort.ListedSplit;
import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FamilySplitTest {

  private static final HashedSplit SHARES = new HashedSplit(1, 0.7, 0.15, 0.15, null);
  private static final List<String> LINKS = List.of("mother", "father");
  private static final String HASH = "0".repeat(64);

  /** Whom everybody names; some of them are outside the cohort. */
  private record Nation(Map<PersonId, List<KinLink>> named, List<PersonId> cohort) {

    /** Each person's parents, if known, are older, and near in number or not. */
    static Nation random(long seed, int people, int reach) {
      Random random = new Random(seed);
      Map<PersonId, List<KinLink>> named = new HashMap<>();
      List<PersonId> cohort = new ArrayList<>();
      for (int i = 0; i < people; i++) {
        List<KinLink> kin = new ArrayList<>();
        for (int link = 0; link < LINKS.size() && i > reach; link++) {
          if (random.nextInt(3) > 0) {
            int parent = i - 1 - random.nextInt(reach);
            kin.add(new KinLink(LINKS.get(link), person(parent - parent % 2 + link)));
          }
        }
        named.put(person(i), kin);
        if (random.nextInt(10) > 1) {
          cohort.add(person(i));
        }
      }
      return new Nation(named, cohort);
    }

    Kinship kinship(Random order) {
      Kinship kinship = new Kinship(LINKS);
      List<PersonId> everybody = new ArrayList<>(named.keySet());
      Collections.shuffle(everybody, order);
      everybody.forEach(person -> kinship.add(person, named.get(person)));
      return kinship;
    }

    List<ListedPerson> split(double largest, Random order) {
      List<PersonId> inAnyOrder = new ArrayList<>(cohort);
      Collections.shuffle(inAnyOrder, order);
      return FamilySplit.of(kinship(order), inAnyOrder, SHARES, 7, largest).list().toList();
    }

    /** Families as sets that grow until none has kin in another; slow and plain. */
    Map<PersonId, PersonId> families(int links) {
      Map<PersonId, PersonId> family = new HashMap<>();
      named.keySet().forEach(person -> family.put(person, person));
      named.values().forEach(kin -> kin.forEach(each -> family.put(each.kin(), each.kin())));
      for (boolean moved = true; moved; ) {
        moved = false;
        for (Map.Entry<PersonId, List<KinLink>> each : named.entrySet()) {
          for (KinLink link : each.getValue()) {
            PersonId one = family.get(each.getKey());
            PersonId other = family.get(link.kin());
            if (LINKS.indexOf(link.name()) < links && !one.equals(other)) {
              family.replaceAll((person, of) -> of.equals(one) ? other : of);
              moved = true;
            }
          }
        }
      }
      return family;
    }
  }

  private static PersonId person(int number) {
    return new PersonId("person-%05d".formatted(number));
  }

  private static Map<PersonId, Split> sides(List<ListedPerson> list) {
    return list.stream().collect(Collectors.toMap(ListedPerson::person, ListedPerson::side));
  }

  @Property(tries = 60)
  void aFamilyIsNeverOnTwoSides(@ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int reach) {
    Nation nation = Nation.random(seed, 120, reach);
    Map<PersonId, Split> sides = sides(nation.split(1, new Random(seed)));
    Map<PersonId, PersonId> families = nation.families(LINKS.size());

    Map<PersonId, Set<Split>> found = new HashMap<>();
    sides.forEach(
        (person, side) ->
            found.computeIfAbsent(families.get(person), f -> new HashSet<>()).add(side));
    assertThat(sides.keySet()).containsExactlyInAnyOrderElementsOf(nation.cohort());
    assertThat(found.values()).allSatisfy(of -> assertThat(of).hasSize(1));
    assertThat(sides.values()).doesNotContain(Split.NONE);
  }

  @Property(tries = 60)
  void sharesAreMissedByHalfAFamilyAtMost(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int reach) {
    Nation nation = Nation.random(seed, 200, reach);
    List<PersonId> cohort = nation.cohort();
    FamilySplit split = FamilySplit.of(nation.kinship(new Random(seed)), cohort, SHARES, seed, 1);
    Map<Split, Long> found =
        split.list().collect(Collectors.groupingBy(ListedPerson::side, Collectors.counting()));

    double half = split.largest() / 2.0;
    double training = found.getOrDefault(Split.TRAIN, 0L);
    double test = found.getOrDefault(Split.TEST, 0L);
    assertThat(Math.abs(training - 0.7 * cohort.size())).isLessThanOrEqualTo(half);
    assertThat(Math.abs(test - 0.15 * cohort.size())).isLessThanOrEqualTo(half + 1e-6);
  }

  @Property(tries = 60)
  void theOrderOfMessagesLeavesNoTrace(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 1) double largest) {
    Nation nation = Nation.random(seed, 150, 20);

    assertThat(nation.split(largest, new Random(1)))
        .isEqualTo(nation.split(largest, new Random(2)));
  }

  @Property(tries = 60)
  void whereLargeFamiliesAreDividedNobodyHasKinOnAnotherSide(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 0.2) double largest) {
    Nation nation = Nation.random(seed, 300, 60);
    List<ListedPerson> list = nation.split(largest, new Random(seed));

    KinTally tally = new KinTally(new ListedSplit("list.csv", LINKS, HASH));
    list.forEach(each -> tally.add(each.person(), each.side(), nation.named().get(each.person())));
    KinAcrossSides across = tally.count();
    assertThat(across.elsewhere()).isZero();
    assertThat(across.isBroken()).isFalse();
    assertThat(list).anyMatch(each -> each.side() == Split.TRAIN);
  }

  @Property(tries = 40)
  void smallFamiliesStayWholeByTheLinksThatAreLeft(@ForAll long seed) {
    Nation nation = Nation.random(seed, 200, 30);
    Map<PersonId, Split> sides = sides(nation.split(0.1, new Random(seed)));
    int most = (int) (0.1 * nation.cohort().size());
    Map<PersonId, PersonId> whole = nation.families(2);
    Map<PersonId, PersonId> byMother = nation.families(1);

    Map<PersonId, List<PersonId>> kept =
        nation.cohort().stream()
            .collect(
                Collectors.groupingBy(
                    p ->
                        size(whole, whole.get(p), sides) <= most ? whole.get(p) : byMother.get(p)));
    kept.values().stream()
        .filter(family -> family.size() <= most)
        .forEach(
            family ->
                assertThat(family.stream().map(sides::get).filter(s -> s != Split.NONE).distinct())
                    .hasSizeLessThanOrEqualTo(1));
  }

  private static long size(
      Map<PersonId, PersonId> families, PersonId family, Map<PersonId, Split> cohort) {
    return cohort.keySet().stream().filter(p -> families.get(p).equals(family)).count();
  }

  @Test
  void siblingsStandOnOneSideThroughAMotherOutsideTheCohort() {
    Set<Split> seen = new HashSet<>();
    for (int seed = 0; seed < 40; seed++) {
      Kinship kinship = new Kinship(List.of("mother"));
      PersonId mother = new PersonId("mother");
      kinship.add(person(1), List.of(new KinLink("mother", mother)));
      kinship.add(person(2), List.of(new KinLink("mother", mother)));
      Map<PersonId, Split> sides =
          sides(
              FamilySplit.of(
                      kinship,
                      IntStream.range(1, 30).mapToObj(FamilySplitTest::person).toList(),
                      SHARES,
                      seed,
                      1)
                  .list()
                  .toList());
      assertThat(sides.get(person(1))).isEqualTo(sides.get(person(2)));
      seen.add(sides.get(person(1)));
    }
    assertThat(seen).containsExactlyInAnyOrder(Split.TRAIN, Split.VALIDATION, Split.TEST);
  }

  @Test
  void aFamilyThatIsTooLargeIsDividedAndTheDividedAreExcluded() {
    // Ten mothers of five, all by one father.
    Kinship kinship = new Kinship(LINKS);
    List<PersonId> cohort = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      kinship.add(
          person(i),
          List.of(
              new KinLink("mother", new PersonId("mother-" + i / 5)),
              new KinLink("father", new PersonId("father"))));
      cohort.add(person(i));
    }
    FamilySplit split = FamilySplit.of(kinship, cohort, SHARES, 1, 0.1);

    assertThat(split.familiesBefore()).isEqualTo(1);
    assertThat(split.largest()).isEqualTo(50);
    assertThat(split.divided()).isEqualTo(1);
    assertThat(split.inDivided()).isEqualTo(50);
    assertThat(split.most()).isEqualTo(5);
    assertThat(split.excluded()).isEqualTo(15);
    assertThat(split.list().filter(each -> each.side() == Split.TRAIN)).hasSize(35);
    assertThat(split.list().filter(each -> each.side() == Split.NONE)).hasSize(15);
  }

  @Test
  void aShareThatIsNoneIsRefused() {
    for (double share : new double[] {0, -1, 1.5, Double.NaN}) {
      assertThatThrownBy(() -> FamilySplit.of(new Kinship(LINKS), List.of(), SHARES, 1, share))
          .hasMessageContaining("largest family: expected a share");
    }
  }
}
