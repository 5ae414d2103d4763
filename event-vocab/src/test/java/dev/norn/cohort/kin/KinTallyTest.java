package dev.norn.cohort.kin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.HashedSplit;
import dev.norn.cohort.KinLink;
import dev.norn.cohort.ListedSplit;
import dev.norn.cohort.Split;
import dev.norn.cohort.SplitRule;
import dev.norn.event.PersonId;
import java.util.List;
import org.junit.jupiter.api.Test;

class KinTallyTest {

  private static final SplitRule HASH = new HashedSplit(1, 0.7, 0.15, 0.15, null);

  private static SplitRule list(String... kin) {
    return new ListedSplit("list.csv", List.of(kin), "0".repeat(64));
  }

  private static void add(KinTally tally, String person, Split side, String... kin) {
    List<KinLink> named =
        kin.length == 0 ? List.of() : List.of(new KinLink(kin[0], new PersonId(kin[1])));
    tally.add(new PersonId(person), side, named);
  }

  private static KinAcrossSides counted(SplitRule rule) {
    KinTally tally = new KinTally(rule);
    // Siblings through a mother who is not there.
    add(tally, "a", Split.TRAIN, "mother", "m");
    add(tally, "b", Split.TEST, "mother", "m");
    // A father and a son.
    add(tally, "c", Split.VALIDATION);
    add(tally, "d", Split.TEST, "father", "c");
    // Kin on no side, and on the same.
    add(tally, "e", Split.NONE, "mother", "a");
    add(tally, "f", Split.TRAIN, "mother", "a");
    // A grandchild of c is no kin of c's, but of d.
    add(tally, "g", Split.TEST, "father", "d");
    add(tally, "h", Split.TEST);
    return tally.count();
  }

  @Test
  void kinAcrossAHashAreCountedAndNoAlarm() {
    assertThat(counted(HASH))
        .isEqualTo(new KinAcrossSides(List.of("father", "mother"), false, List.of(), 4, 4, 1));
    assertThat(counted(HASH).isBroken()).isFalse();
  }

  @Test
  void aBrokenPromiseIsSeenByTheLinksThatWerePromised() {
    assertThat(counted(list("mother")))
        .isEqualTo(new KinAcrossSides(List.of("mother"), true, List.of(), 2, 4, 1));
    assertThat(counted(list("mother")).isBroken()).isTrue();
    assertThat(counted(list("father", "mother")).elsewhere()).isEqualTo(4);
  }

  @Test
  void aPromiseByALinkThatNobodyStatesCannotBeKept() {
    KinAcrossSides across = counted(list("aunt"));
    assertThat(across.elsewhere()).isZero();
    assertThat(across.unstated()).containsExactly("aunt");
    assertThat(across.isBroken()).isTrue();
  }
}
