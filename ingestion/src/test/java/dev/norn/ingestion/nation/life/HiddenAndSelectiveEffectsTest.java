package dev.norn.ingestion.nation.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.ingestion.nation.parameters.Planted;
import dev.norn.ingestion.nation.parameters.Sex;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The confounder that no register knows, and the effect that holds in one subgroup only. */
class HiddenAndSelectiveEffectsTest {
  private static final Offset<Double> EXACTLY = within(1e-9);

  private final Town town = new Town();

  @Test
  void smokingRaisesDeathFromFortyByTheRootOfItsFactor() {
    double root = Math.sqrt(Town.stated(Planted.SMOKING).factor());

    assertThat(town.factor(town.adult(40, 45, p -> p.smoker), Risk.DEATH, Planted.SMOKING))
        .isCloseTo(root, EXACTLY);
    assertThat(town.factor(town.adult(60, 80, p -> p.smoker), Risk.DEATH, Planted.SMOKING))
        .isCloseTo(root, EXACTLY);
    assertThat(town.factor(town.adult(18, 39, p -> p.smoker), Risk.DEATH, Planted.SMOKING))
        .isCloseTo(1, EXACTLY);
    assertThat(town.factor(town.adult(60, 80, p -> !p.smoker), Risk.DEATH, Planted.SMOKING))
        .isCloseTo(1, EXACTLY);
  }

  @Test
  void smokingAddsToLungDiseaseLungCancerAndHeartAttack() {
    Person smoker = town.adult(50, 70, p -> p.smoker);
    double excess =
        (Town.stated(Planted.SMOKING).factor() - 1)
            * Town.firstContacts(smoker, town.now(), "J44", "C34", "I21");

    assertThat(excess).isPositive();
    assertThat(town.hazard(smoker, Risk.COMORBIDITY)).isCloseTo(excess, EXACTLY);
    assertThat(town.hazard(smoker, Risk.COMORBIDITY, Planted.SMOKING)).isZero();
    assertThat(town.hazard(town.adult(50, 70, p -> !p.smoker), Risk.COMORBIDITY)).isZero();
  }

  @Test
  void smokersLoseTheirJobsMoreOften() {
    Person smoker = town.adult(20, 60, p -> p.smoker && p.work == Work.EMPLOYED);
    Person other = town.adult(20, 60, p -> !p.smoker && p.work == Work.EMPLOYED);

    assertThat(town.factor(smoker, Risk.JOB_LOSS, Planted.SMOKING_JOB_LOSS))
        .isCloseTo(Town.stated(Planted.SMOKING_JOB_LOSS).factor(), EXACTLY);
    assertThat(town.factor(other, Risk.JOB_LOSS, Planted.SMOKING_JOB_LOSS)).isCloseTo(1, EXACTLY);
  }

  @Test
  void everyFourthSmokesAndNobodyWhenSwitchedOff() {
    assertThat(smokers()).isCloseTo(Town.stated(Planted.SMOKING).share(), within(0.025));
    assertThat(smokers(Planted.SMOKING)).isZero();
  }

  private static double smokers(Planted... off) {
    return LongStream.range(0, 10)
        .mapToObj(number -> Community.founded(Town.laws(off), 1, number, 250, 2010))
        .flatMap(community -> community.people().stream())
        .mapToInt(person -> person.smoker ? 1 : 0)
        .average()
        .orElseThrow();
  }

  @Test
  void divorceAddsAlcoholForMenWithBasicSchoolForThreeYears() {
    Person man = town.adult(30, 70, p -> p.sex == Sex.M && p.level == 2 && !p.smoker);
    double excess =
        (Town.stated(Planted.DIVORCE_ALCOHOL).factor() - 1)
            * Town.firstContacts(man, town.now(), "F10");

    assertThat(town.hazard(man, Risk.COMORBIDITY)).isZero();
    man.divorced = town.daysAgo(100);
    assertThat(excess).isPositive();
    assertThat(town.hazard(man, Risk.COMORBIDITY)).isCloseTo(excess, EXACTLY);
    assertThat(town.hazard(man, Risk.COMORBIDITY, Planted.DIVORCE_ALCOHOL)).isZero();
    man.divorced = town.daysAgo(3 * Days.YEAR + 1);
    assertThat(town.hazard(man, Risk.COMORBIDITY)).isZero();
  }

  @Test
  void divorceAddsNoAlcoholForWomenOrTheFurtherEducated() {
    Person woman = town.adult(30, 70, p -> p.sex == Sex.F && p.level == 2 && !p.smoker);
    Person skilled = town.adult(30, 70, p -> p.sex == Sex.M && p.level == 3 && !p.smoker);
    woman.divorced = town.daysAgo(100);
    skilled.divorced = town.daysAgo(100);

    assertThat(town.hazard(woman, Risk.COMORBIDITY)).isZero();
    assertThat(town.hazard(skilled, Risk.COMORBIDITY)).isZero();
    assertThat(Town.circumstancesOf("F10").divorced()).isEqualTo(1);
  }

  @Test
  void whoHasTheDiagnosisAlreadyIsNotNewToIt() {
    Person man = town.adult(30, 70, p -> p.sex == Sex.M && p.level == 2 && !p.smoker);
    man.divorced = town.daysAgo(100);
    man.addIllness(Town.diagnosis("F10"), town.daysAgo(50));

    assertThat(town.factor(man, Risk.COMORBIDITY, Planted.DIVORCE_ALCOHOL)).isCloseTo(1, EXACTLY);
  }
}
