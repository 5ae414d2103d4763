package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.CodeLists.Municipality;
import dev.norn.ingestion.nation.CodeLists.Occupation;
import dev.norn.ingestion.nation.Parameters.Origin;
import dev.norn.ingestion.nation.Parameters.Sex;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of one person as the years pass. Each process writes its own part and reads the rest.
 */
final class Life {

  enum Work {
    EMPLOYED,
    UNEMPLOYED,
    STUDENT,
    RETIRED,
    OUTSIDE
  }

  /** Civil status by the letters of the Danish civil registration. */
  enum Civil {
    /** Never married. */
    U,
    /** Married. */
    G,
    /** Divorced. */
    F,
    /** Widowed. */
    E
  }

  /** A degree on the way or done. */
  record Degree(LocalDate completed, int level, String field) {}

  /** A spell without work; plannedEnd is where it ends unless the life takes another turn. */
  record Spell(LocalDate start, LocalDate plannedEnd, Occupation lost) {}

  final int index;
  final String number;
  final Sex sex;
  final LocalDate birth;
  final Origin origin;
  final LocalDate firstDay;
  private final Map<Draws.Stream, Draws> draws = new EnumMap<>(Draws.Stream.class);

  // education
  final Deque<Degree> studies = new ArrayDeque<>();
  int level = 2;

  // labour
  Work work = Work.EMPLOYED;
  Occupation occupation;
  String industry = "";
  String hours = "";
  double pay = 1;
  double income;
  double workingIncome;
  LocalDate jobLost = LocalDate.MIN;
  Spell spell;

  // family
  Civil civil = Civil.U;
  int children;
  LocalDate gaveBirth = LocalDate.MIN;

  // residence
  Municipality municipality;

  // health: newest contact by code, and the year in which each lasting illness began
  final Map<String, LocalDate> contacts = new TreeMap<>();
  final Map<String, Integer> lasting = new TreeMap<>();

  Life(NationSpec spec, int index, Sex sex, LocalDate birth, Origin origin) {
    this.index = index;
    this.number = PersonNumber.of(spec.seed(), index);
    this.sex = sex;
    this.birth = birth;
    this.origin = origin;
    this.firstDay = LocalDate.of(spec.firstYear(), 1, 1);
    for (Draws.Stream stream : Draws.Stream.values()) {
      draws.put(stream, Draws.of(spec.seed(), index, stream));
    }
  }

  Draws draws(Draws.Stream stream) {
    return draws.get(stream);
  }

  /** Age in whole years on 1 January. */
  int age(int year) {
    return Period.between(birth, LocalDate.of(year, 1, 1)).getYears();
  }

  /** Whether a job was lost in the given number of years before 1 January. */
  boolean lostJobWithin(int years, int year) {
    return !jobLost.isBefore(LocalDate.of(year - years, 1, 1));
  }

  void contact(String code, LocalDate day) {
    contacts.merge(code, day, (a, b) -> a.isAfter(b) ? a : b);
  }
}
