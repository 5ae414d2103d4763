package dev.norn.ingestion.nation.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.ingestion.nation.parameters.Planted;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Effects of what came first, how close two things came, and what lies decades back. */
class OrderAndTimingTest {
  private static final Offset<Double> EXACTLY = within(1e-9);

  private final Town town = new Town();

  /** By what pain and depression in that order multiply leaving work, some years after. */
  private double seen(String first, String then, double daysBetween, double daysAfter) {
    Person person = town.adult(25, 45, p -> p.work == Work.EMPLOYED);
    town.contact(person, first);
    town.community.runTo(town.now() + daysBetween);
    town.contact(person, then);
    town.community.runTo(town.now() + daysAfter);
    return town.factor(person, Risk.LEAVING_WORK, Planted.PAIN_THEN_DEPRESSION);
  }

  @Test
  void painThenDepressionMakesPeopleLeaveWork() {
    double factor = Town.stated(Planted.PAIN_THEN_DEPRESSION).factor();

    assertThat(factor).isGreaterThan(1);
    assertThat(seen("M54", "F32", 30, 10)).isCloseTo(factor, EXACTLY);
    assertThat(seen("M54", "F33", 30, 10)).isCloseTo(factor, EXACTLY);
  }

  @Test
  void depressionThenPainDoesNot() {
    assertThat(seen("F32", "M54", 30, 10)).isCloseTo(1, EXACTLY);
    assertThat(seen("F33", "M54", 30, 10)).isCloseTo(1, EXACTLY);
  }

  @Test
  void painAfterTheFirstDepressionDoesNotCountForALaterOne() {
    Person person = town.adult(25, 45, p -> p.work == Work.EMPLOYED);
    for (String code : new String[] {"F32", "M54", "F32"}) {
      town.contact(person, code);
      town.community.runTo(town.now() + 30);
    }

    assertThat(town.factor(person, Risk.LEAVING_WORK, Planted.PAIN_THEN_DEPRESSION))
        .isCloseTo(1, EXACTLY);
  }

  @Test
  void painLongBeforeTheDepressionDoesNotCount() {
    double years = Town.stated(Planted.PAIN_THEN_DEPRESSION).years();

    assertThat(seen("M54", "F32", years * Days.YEAR + 1, 10)).isCloseTo(1, EXACTLY);
  }

  @Test
  void olderPainDoesNotHideTheNewer() {
    Person person = town.adult(25, 45, p -> p.work == Work.EMPLOYED);
    town.contact(person, "M54");
    town.community.runTo(town.now() + 8 * Days.YEAR);
    town.contact(person, "M54");
    town.community.runTo(town.now() + 30);
    town.contact(person, "F32");

    assertThat(town.factor(person, Risk.LEAVING_WORK, Planted.PAIN_THEN_DEPRESSION))
        .isGreaterThan(1);
  }

  @Test
  void painThenDepressionIsOverAfterItsYears() {
    double years = Town.stated(Planted.PAIN_THEN_DEPRESSION).years();

    assertThat(seen("M54", "F32", 30, years * Days.YEAR - 1)).isGreaterThan(1);
    assertThat(seen("M54", "F32", 30, years * Days.YEAR + 1)).isCloseTo(1, EXACTLY);
  }

  private double lossAfterDivorce(double days) {
    Person person = town.adult(30, 59, p -> p.work == Work.EMPLOYED);
    person.divorced = town.daysAgo(days);
    Town.laws().happen(Risk.JOB_LOSS, person, town.community);
    return town.factor(person, Risk.DEATH, Planted.LOSS_WITH_DIVORCE);
  }

  private double divorceAfterLoss(double days) {
    Person person = town.adult(25, 70, p -> p.civil == Civil.G);
    person.jobLost = town.daysAgo(days);
    Town.laws().happen(Risk.DISSOLUTION, person, town.community);
    return town.factor(person, Risk.DEATH, Planted.LOSS_WITH_DIVORCE);
  }

  @Test
  void lossAndDivorceWithinHalfAYearOfEachOtherRaiseDeath() {
    double factor = Town.stated(Planted.LOSS_WITH_DIVORCE).factor();

    assertThat(factor).isGreaterThan(1);
    assertThat(lossAfterDivorce(179)).isCloseTo(factor, EXACTLY);
    assertThat(divorceAfterLoss(179)).isCloseTo(factor, EXACTLY);
  }

  @Test
  void lossAndDivorceFurtherApartDoNot() {
    assertThat(lossAfterDivorce(181)).isCloseTo(1, EXACTLY);
    assertThat(divorceAfterLoss(181)).isCloseTo(1, EXACTLY);
  }

  @Test
  void neitherLossNorDivorceAloneCountsAsBoth() {
    assertThat(lossAfterDivorce(Days.NEVER)).isCloseTo(1, EXACTLY);
    assertThat(divorceAfterLoss(Days.NEVER)).isCloseTo(1, EXACTLY);
  }

  @Test
  void lossWithDivorceIsOverAfterItsYears() {
    Person person = town.adult(30, 59, p -> true);
    double years = Town.stated(Planted.LOSS_WITH_DIVORCE).years();

    assertThat(
            town.raised(
                person, Risk.DEATH, p -> p.lossWithDivorce = town.daysAgo(years * Days.YEAR + 1)))
        .isCloseTo(1, EXACTLY);
  }

  @Test
  void careInChildhoodRaisesDeathOnlyFromFifty() {
    double factor = Town.stated(Planted.CARE_IN_CHILDHOOD).factor();

    assertThat(factor).isGreaterThan(1);
    assertThat(raisedByCare(50, 54)).isCloseTo(factor, EXACTLY);
    assertThat(raisedByCare(70, 80)).isCloseTo(factor, EXACTLY);
    assertThat(raisedByCare(45, 49)).isCloseTo(1, EXACTLY);
    assertThat(raisedByCare(50, 54, Planted.CARE_IN_CHILDHOOD)).isCloseTo(1, EXACTLY);
  }

  private double raisedByCare(int from, int to, Planted... off) {
    Person person = town.adult(from, to, p -> true);
    double inChildhood = person.birth + 10 * Days.YEAR;
    return town.raised(person, Risk.DEATH, p -> p.placedInCare = inChildhood, off);
  }

  @Test
  void onlyChildrenArePlacedInCare() {
    assertThat(town.hazard(town.adult(5, 17, p -> true), Risk.CARE_PLACEMENT)).isPositive();
    assertThat(town.hazard(town.adult(18, 90, p -> true), Risk.CARE_PLACEMENT)).isZero();
  }
}
