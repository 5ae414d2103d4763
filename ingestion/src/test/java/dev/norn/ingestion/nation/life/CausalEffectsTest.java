package dev.norn.ingestion.nation.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.ingestion.nation.parameters.Planted;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CausalEffectsTest {
  private static final Offset<Double> EXACTLY = within(1e-9);
  private static final double TWO_YEARS = 2 * Days.YEAR;

  private final Town town = new Town();

  private Consumer<Person> lostJob(double days) {
    return person -> person.jobLost = town.daysAgo(days);
  }

  private Consumer<Person> partnerDied(double days) {
    return person -> person.partnerDied = town.daysAgo(days);
  }

  private Consumer<Person> seenFor(String code, double days) {
    return person -> Town.laws().illnesses.mark(person, Town.diagnosis(code), town.daysAgo(days));
  }

  @Test
  void jobLossRaisesDeathForItsYears() {
    Person person = town.adult(30, 60, p -> true);
    double factor = Town.stated(Planted.JOB_LOSS_DEATH).factor();

    assertThat(factor).isGreaterThan(1);
    assertThat(town.raised(person, Risk.DEATH, lostJob(100))).isCloseTo(factor, EXACTLY);
    assertThat(town.raised(person, Risk.DEATH, lostJob(TWO_YEARS - 1))).isCloseTo(factor, EXACTLY);
    assertThat(town.raised(person, Risk.DEATH, lostJob(TWO_YEARS + 1))).isCloseTo(1, EXACTLY);
  }

  @Test
  void switchedOffJobLossLeavesDeathAlone() {
    Person person = town.adult(30, 60, p -> true);

    assertThat(town.raised(person, Risk.DEATH, lostJob(100), Planted.JOB_LOSS_DEATH))
        .isCloseTo(1, EXACTLY);
  }

  @Test
  void jobLossOfEitherPartsACoupleMarriedOrNot() {
    double factor = Town.stated(Planted.JOB_LOSS_SEPARATION).factor();
    for (Civil civil : List.of(Civil.G, Civil.U)) {
      Person person = town.adult(25, 55, p -> p.partner != Person.NONE && p.civil == civil);
      Person partner = town.community.partner(person);
      partner.jobLost = Days.LONG_AGO;
      double before = town.hazard(person, Risk.DISSOLUTION);

      assertThat(town.raised(person, Risk.DISSOLUTION, lostJob(100))).isCloseTo(factor, EXACTLY);
      assertThat(town.raised(person, Risk.DISSOLUTION, lostJob(TWO_YEARS + 1)))
          .isCloseTo(1, EXACTLY);
      partner.jobLost = town.daysAgo(100);
      assertThat(town.hazard(person, Risk.DISSOLUTION) / before).isCloseTo(factor, EXACTLY);
      assertThat(town.hazard(person, Risk.DISSOLUTION, Planted.JOB_LOSS_SEPARATION))
          .isCloseTo(before, EXACTLY);
    }
  }

  @Test
  void diagnosisMakesPeopleLeaveWorkForTwoYears() {
    double factor = Town.stated(Planted.DIAGNOSIS_WORK_EXIT).factor();
    for (Work work : List.of(Work.EMPLOYED, Work.UNEMPLOYED)) {
      Person person = town.adult(20, 59, p -> p.work == work);

      assertThat(town.raised(person, Risk.LEAVING_WORK, seenFor("M17", 100)))
          .isCloseTo(factor, EXACTLY);
      assertThat(town.raised(person, Risk.LEAVING_WORK, seenFor("F32", 100)))
          .isCloseTo(factor, EXACTLY);
      assertThat(town.raised(person, Risk.LEAVING_WORK, seenFor("M17", TWO_YEARS + 1)))
          .isCloseTo(1, EXACTLY);
      assertThat(
              town.raised(
                  person, Risk.LEAVING_WORK, seenFor("M17", 100), Planted.DIAGNOSIS_WORK_EXIT))
          .isCloseTo(1, EXACTLY);
    }
  }

  @Test
  void cancerMakesPeopleLeaveWorkButSkinCancerAndBloodPressureDoNot() {
    Person person = town.adult(30, 59, p -> p.work == Work.EMPLOYED);
    double factor = Town.stated(Planted.DIAGNOSIS_WORK_EXIT).factor();

    for (String code : List.of("C50", "F10", "F03")) {
      assertThat(town.raised(person, Risk.LEAVING_WORK, seenFor(code, 100)))
          .as(code)
          .isCloseTo(factor, EXACTLY);
    }
    for (String code : List.of("C44", "I10")) {
      assertThat(town.raised(person, Risk.LEAVING_WORK, seenFor(code, 100))).isCloseTo(1, EXACTLY);
    }
  }

  @Test
  void deathOfThePartnerRaisesDeathWithinAYear() {
    Person person = town.adult(40, 70, p -> true);
    double factor = Town.stated(Planted.PARTNER_DEATH).factor();

    assertThat(town.raised(person, Risk.DEATH, partnerDied(360))).isCloseTo(factor, EXACTLY);
    assertThat(town.raised(person, Risk.DEATH, partnerDied(Days.YEAR + 1))).isCloseTo(1, EXACTLY);
    assertThat(town.raised(person, Risk.DEATH, partnerDied(100), Planted.PARTNER_DEATH))
        .isCloseTo(1, EXACTLY);
  }

  @Test
  void whoeverDiesLeavesAPartnerBereavedThatDay() {
    Person dying = town.adult(30, 80, p -> p.partner != Person.NONE);
    Person original = town.community.person(dying.number);
    Person partner = town.community.partner(original);
    Town.laws().happen(Risk.DEATH, original, town.community);

    assertThat(partner.partnerDied).isEqualTo(town.now());
    assertThat(town.factor(partner, Risk.DEATH, Planted.PARTNER_DEATH))
        .isCloseTo(Town.stated(Planted.PARTNER_DEATH).factor(), EXACTLY);
  }

  @Test
  void wagesRiseWithEducationUnlessItIsSwitchedOff() {
    Person person = town.adult(30, 59, p -> p.work == Work.EMPLOYED);
    double basic = yearly(person, 2);

    for (var level : Town.laws().parameters.labour().byLevel().entrySet()) {
      double stated = level.getValue() / Town.laws().parameters.labour().byLevel().get(2);
      assertThat(yearly(person, level.getKey()) / basic).isCloseTo(stated, EXACTLY);
      assertThat(yearly(person, level.getKey(), Planted.EDUCATION_INCOME))
          .isCloseTo(yearly(person, 2, Planted.EDUCATION_INCOME), EXACTLY);
    }
    assertThat(yearly(person, 8)).isGreaterThan(1.4 * basic);
  }

  private double yearly(Person person, int level, Planted... off) {
    Person taught = person.copy();
    taught.level = level;
    return Town.laws(off).pay.yearly(taught, town.now(), 2010);
  }
}
