package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.CodeLists.Diagnosis;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Parameters.DiagnosisFactor;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which diagnoses count for what else: each mark of a person is the newest contact with one of a
 * group of diagnoses. The first marks are the groups that raise mortality, in their order.
 */
final class Illnesses {
  private final List<DiagnosisFactor> mortal;
  private final int workExit;
  private final int obesity;
  private final int pain;
  private final int depression;
  private final long[] marksOf;

  Illnesses(Parameters parameters, CodeLists codes) {
    mortal = parameters.mortality().diagnoses();
    workExit = mortal.size();
    obesity = workExit + 1;
    pain = workExit + 2;
    depression = workExit + 3;
    marksOf = new long[codes.diagnoses().size()];
    for (int i = 0; i < marksOf.length; i++) {
      marksOf[i] = marks(codes.diagnoses().get(i));
    }
  }

  private long marks(Diagnosis diagnosis) {
    String code = diagnosis.code();
    long marks = 0;
    for (int i = 0; i < mortal.size(); i++) {
      DiagnosisFactor factor = mortal.get(i);
      marks |= bit(i, startsWith(code, factor.codes()) && !startsWith(code, factor.except()));
    }
    marks |= bit(workExit, startsWith(code, List.of("F", "M", "C")) && !code.equals("C44"));
    marks |= bit(obesity, code.equals("E66"));
    marks |= bit(pain, code.equals("M54"));
    return marks | bit(depression, startsWith(code, List.of("F32", "F33")));
  }

  private static long bit(int mark, boolean set) {
    return set ? 1L << mark : 0;
  }

  private static boolean startsWith(String code, List<String> prefixes) {
    Predicate<String> begins = code::startsWith;
    return prefixes.stream().anyMatch(begins);
  }

  int markers() {
    return depression + 1;
  }

  /** Remembers a contact with the diagnosis; returns whether any mark stands for it. */
  boolean mark(Person person, int diagnosis, double now) {
    long marks = marksOf[diagnosis];
    for (int i = 0; i < person.marked.length; i++) {
      if ((marks >> i & 1) == 1) {
        person.marked[i] = now;
      }
    }
    return marks != 0;
  }

  /** Whether any mark stands for the diagnosis. */
  boolean isMarking(int diagnosis) {
    return marksOf[diagnosis] != 0;
  }

  /** Time of the newest back pain. */
  double painSince(Person person) {
    return person.marked[pain];
  }

  boolean isDepression(int diagnosis) {
    return (marksOf[diagnosis] >> depression & 1) == 1;
  }

  boolean isObese(Person person) {
    return person.marked[obesity] > Days.LONG_AGO;
  }

  double workExitSince(Person person) {
    return person.marked[workExit];
  }

  /** Product of the factors that count now. */
  double mortality(Person person, double now) {
    double factor = 1;
    for (int i = 0; i < mortal.size(); i++) {
      if (counts(person, i, now)) {
        factor *= mortal.get(i).factor();
      }
    }
    return factor;
  }

  /** Excess of each group's factor over 1, or 0 where it does not count as a cause of death. */
  double[] excess(Person person, double now) {
    double[] excess = new double[mortal.size()];
    for (int i = 0; i < excess.length; i++) {
      boolean cause = mortal.get(i).asCause() && counts(person, i, now);
      excess[i] = cause ? mortal.get(i).factor() - 1 : 0;
    }
    return excess;
  }

  boolean standsFor(int mark, int diagnosis) {
    return (marksOf[diagnosis] >> mark & 1) == 1;
  }

  private boolean counts(Person person, int mark, double now) {
    return now - person.marked[mark] < mortal.get(mark).years() * Days.YEAR;
  }
}
