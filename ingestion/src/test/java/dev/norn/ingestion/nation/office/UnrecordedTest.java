package dev.norn.ingestion.nation.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.ingestion.nation.life.ContactKind;
import dev.norn.ingestion.nation.life.Person;
import dev.norn.ingestion.nation.office.Told.Contact;
import dev.norn.ingestion.nation.office.Told.Dispensing;
import dev.norn.ingestion.nation.office.Written.Row;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happened is held against what the registers wrote: codes that change, facts that miss. */
class UnrecordedTest {
  private static final LocalDate FIRST = LocalDate.of(Registers.SPEC.firstYear(), 1, 1);
  private static final LocalDate CODES_CHANGE = LocalDate.of(2014, 1, 1);

  private static Written gaps;
  private static Written whole;

  @BeforeAll
  static void write() throws IOException {
    gaps = Registers.of(Registers.exact());
    whole =
        Written.of(
            Registers.exact(
                    Planted.CODE_CHANGE,
                    Planted.MISSING_AT_RANDOM,
                    Planted.MISSING_NOT_AT_RANDOM,
                    Planted.UNDER_RECORDING)
                .withPeople(500));
  }

  private static <T> List<T> told(Written written, Function<Told, List<T>> what) {
    return written.told.stream().flatMap(told -> what.apply(told).stream()).toList();
  }

  private static void assertMissing(double missing, long all, Planted planted) throws IOException {
    double share = Parameters.shipped().effects().get(planted.label()).share();
    assertThat(share).isPositive();
    assertThat(missing).isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / all)));
  }

  /** Share of the facts that have no row. */
  private static <T> double missing(List<T> facts, Function<T, String> key, Stream<String> rows) {
    Map<String, Long> left =
        new HashMap<>(
            rows.collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
    long found =
        facts.stream().filter(fact -> left.merge(key.apply(fact), -1L, Long::sum) >= 0).count();
    return 1 - (double) found / facts.size();
  }

  private static double missingDispensings(Written written, Predicate<Dispensing> which) {
    List<Dispensing> facts = told(written, t -> t.dispensings).stream().filter(which).toList();
    return missing(
        facts,
        fact -> fact.person() + fact.medicine() + fact.day(),
        written
            .rows(RegisterFile.PRESCRIPTIONS)
            .map(row -> row.person() + row.cell("atc") + row.cell("dispensed")));
  }

  private static List<Contact> contacts(Written written, Predicate<Contact> which) {
    return told(written, t -> t.contacts).stream()
        .filter(contact -> !contact.from().isBefore(FIRST))
        .filter(which)
        .toList();
  }

  private static double missingContacts(
      Written written, Function<Contact, String> type, Predicate<Contact> which) {
    return missing(
        contacts(written, which),
        fact -> fact.person() + fact.diagnosis() + fact.from() + " " + type.apply(fact),
        written
            .rows(RegisterFile.HEALTH)
            .map(
                row ->
                    row.person()
                        + row.cell("adiag")
                        + row.cell("admitted")
                        + " "
                        + row.cell("type")));
  }

  private static String changing(Contact contact) {
    boolean before = contact.from().isBefore(CODES_CHANGE);
    return switch (contact.kind()) {
      case INPATIENT -> "0";
      case OUTPATIENT -> before ? "2" : "3";
      case EMERGENCY -> before ? "3" : "2";
    };
  }

  private static String unchanging(Contact contact) {
    return switch (contact.kind()) {
      case INPATIENT -> "0";
      case OUTPATIENT -> "2";
      case EMERGENCY -> "3";
    };
  }

  private static boolean isSeen(Contact contact) {
    return !contact.foreign() || contact.kind() != ContactKind.OUTPATIENT;
  }

  @Test
  void typesOfOutpatientsAndEmergenciesChangePlacesIn2014() {
    assertThat(contacts(gaps, c -> c.from().isBefore(CODES_CHANGE))).isNotEmpty();
    assertThat(contacts(gaps, c -> !c.from().isBefore(CODES_CHANGE))).isNotEmpty();
    assertThat(missingContacts(gaps, UnrecordedTest::changing, UnrecordedTest::isSeen)).isZero();
  }

  @Test
  void switchedOffTypesStayAsTheyAre() {
    assertThat(missingContacts(whole, UnrecordedTest::unchanging, any -> true)).isZero();
  }

  @Test
  void everyContactHasOneRowAtMost() {
    assertThat(gaps.rows(RegisterFile.HEALTH).count())
        .isLessThan(contacts(gaps, any -> true).size());
    assertThat(whole.rows(RegisterFile.HEALTH).count())
        .isEqualTo(contacts(whole, any -> true).size());
  }

  @Test
  void threeInTenOutpatientContactsOfTheForeignBornAreUnrecorded() throws IOException {
    assertMissing(
        missingContacts(gaps, UnrecordedTest::changing, contact -> !isSeen(contact)),
        contacts(gaps, contact -> !isSeen(contact)).size(),
        Planted.UNDER_RECORDING);
  }

  @Test
  void everyFourthDispensingToPeopleOutsideWorkIsUnrecorded() throws IOException {
    long outside = told(gaps, t -> t.dispensings).stream().filter(Dispensing::outside).count();

    assertMissing(
        missingDispensings(gaps, Dispensing::outside), outside, Planted.MISSING_NOT_AT_RANDOM);
    assertThat(missingDispensings(gaps, dispensing -> !dispensing.outside())).isZero();
  }

  @Test
  void switchedOffEveryDispensingIsRecorded() {
    assertThat(missingDispensings(whole, Dispensing::outside)).isZero();
    assertThat(missingDispensings(whole, any -> true)).isZero();
  }

  private static double withoutEducation(Written written) {
    Set<String> present =
        written.rows(RegisterFile.EDUCATION).map(Row::person).collect(Collectors.toSet());
    List<String> educated =
        written.told.stream().flatMap(told -> told.educated.keySet().stream()).toList();
    return (double) educated.stream().filter(person -> !present.contains(person)).count()
        / educated.size();
  }

  @Test
  void theEducationRegisterLostTwoPeopleInAHundred() throws IOException {
    long educated = gaps.told.stream().mapToLong(told -> told.educated.size()).sum();

    assertMissing(withoutEducation(gaps), educated, Planted.MISSING_AT_RANDOM);
    assertThat(withoutEducation(whole)).isZero();
  }

  @Test
  void noColumnTellsWhoSmokesAndNoRegistrarCanAsk() {
    assertThat(RegisterFile.values()).noneMatch(file -> tellsOfSmoking(file.header()));
    assertThat(Arrays.stream(Person.class.getMethods()))
        .noneMatch(method -> tellsOfSmoking(method.getName()));
  }

  private static boolean tellsOfSmoking(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*(smok|tobac|ryg).*");
  }
}
