package dev.norn.ingestion.nation.office;

import dev.norn.ingestion.nation.life.Draws;
import dev.norn.ingestion.nation.life.Person;
import dev.norn.ingestion.nation.life.PersonNumber;
import dev.norn.ingestion.nation.office.ClericalErrors.Slip;
import dev.norn.ingestion.nation.parameters.Effects;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the registers come to know a fact: usually after a delay, sometimes months late, sometimes
 * wrong at first, sometimes something that never happened. Draws of its own for each person, so
 * that nothing about recording changes a life. Writes the rows of one community.
 */
final class Recording {
  private static final int ROWS_PER_PERSON = 10_000;
  private static final int DAY = 86_400;
  private static final int EVENING = 18 * 3600;

  /** What a version of a row does. */
  private enum Action {
    /** New. */
    N,
    /** The end of a spell became known. */
    U,
    /** Corrected. */
    C,
    /** Withdrawn. */
    D
  }

  private record Moment(long second, Action action) {}

  private final long seed;
  private final Parameters.Recording parameters;
  private final Effects effects;
  private final Map<RegisterFile, int[]> delays = new EnumMap<>(RegisterFile.class);
  private final ClericalErrors errors;
  private final DateTexts dates;
  private final Deliveries deliveries;
  private final CommunityRows rows;
  private final List<Clerk> clerks = new ArrayList<>();

  /** What recording remembers of one person. */
  private static final class Clerk {
    private final String number;
    private final long firstRow;
    private final Draws draws;
    private final Draws content;
    private final int[] used = new int[RegisterFile.values().length];

    Clerk(long seed, long person) {
      number = PersonNumber.of(seed, person);
      firstRow = (person + 1) * ROWS_PER_PERSON;
      draws = Draws.of(seed, person, PersonStream.RECORDING);
      content = Draws.of(seed, person, PersonStream.CONTENT);
    }

    long nextRow(RegisterFile file) {
      int row = ++used[file.ordinal()];
      if (row >= ROWS_PER_PERSON - 1) {
        throw new IllegalStateException(
            "[%s] a life has more than %d rows; lower the hazards of nation/parameters.yaml"
                .formatted(file, ROWS_PER_PERSON));
      }
      return firstRow + row;
    }
  }

  Recording(
      long seed,
      Parameters.Recording parameters,
      Effects effects,
      ClericalErrors errors,
      DateTexts dates,
      Deliveries deliveries,
      CommunityRows rows) {
    this.seed = seed;
    this.parameters = parameters;
    this.effects = effects;
    this.errors = errors;
    this.dates = dates;
    this.deliveries = deliveries;
    this.rows = rows;
    for (RegisterFile file : RegisterFile.values()) {
      int[] stated = parameters.delayDays().get(file.delayName());
      delays.put(file, effects.on(Planted.DELAYS) ? stated : new int[2]);
    }
  }

  /** For what stands in rows; drawn apart from how they are recorded. */
  Draws contentDraws(Person person) {
    return clerk(person).content;
  }

  String number(Person person) {
    return clerk(person).number;
  }

  private Clerk clerk(Person person) {
    while (clerks.size() <= person.number()) {
      clerks.add(null);
    }
    Clerk clerk = clerks.get(person.number());
    if (clerk == null) {
      clerk = new Clerk(seed, person.id());
      clerks.set(person.number(), clerk);
    }
    return clerk;
  }

  /**
   * Writes every version of a fact.
   *
   * @param year of the delivery that it belongs to
   * @param known first day on which the register could know it
   * @param content the content columns, in the file's order; blank where nothing applies
   */
  void fact(RegisterFile file, Person person, int year, int known, String... content) {
    spell(file, person, year, known, content, Person.OPEN, content);
  }

  /**
   * Writes every version of a spell.
   *
   * @param ended first day its end could be known, or {@link Person#OPEN}
   * @param whenEnded the content once the end is known
   */
  void spell(
      RegisterFile file,
      Person person,
      int year,
      int known,
      String[] content,
      int ended,
      String[] whenEnded) {
    Clerk clerk = clerk(person);
    long first = firstKnown(file, known, clerk.draws);
    boolean wrong = clerk.draws.chance(effects.of(Planted.CORRECTIONS).share());
    if (!wrong && ended == Person.OPEN) {
      write(file, clerk, year, clerk.nextRow(file), new Moment(first, Action.N), 1, content);
    } else {
      versions(file, clerk, year, first, wrong, content, ended, whenEnded);
    }
    if (file != RegisterFile.POPULATION
        && clerk.draws.chance(effects.of(Planted.WITHDRAWALS).share())) {
      withdrawn(file, clerk, year, known, content);
    }
  }

  /**
   * Writes a row that is neither late nor wrong, and changes no other row.
   *
   * @param cause who gives their last row number to it; one such row per person and file
   * @param recorded day of it
   */
  void plain(
      RegisterFile file, Person person, Person cause, int year, int recorded, String... content) {
    Moment moment = new Moment((long) recorded * DAY + EVENING, Action.N);
    long row = clerk(cause).firstRow + ROWS_PER_PERSON - 1;
    write(file, clerk(person), year, row, moment, 1, content);
  }

  private void versions(
      RegisterFile file,
      Clerk clerk,
      int year,
      long first,
      boolean firstWrong,
      String[] content,
      int ended,
      String[] whenEnded) {
    List<Moment> moments = new ArrayList<>();
    moments.add(new Moment(first, Action.N));
    boolean endKnown = ended == Person.OPEN;
    if (!endKnown) {
      long end = moment(ended, delays.get(file), clerk.draws);
      endKnown = end <= first;
      if (!endKnown) {
        moments.add(new Moment(end, Action.U));
      }
    }
    Slip slip = firstWrong ? errors.slip(file, content, clerk.draws) : null;
    if (firstWrong) {
      moments.add(new Moment(later(first, clerk.draws), Action.C));
    }
    moments.sort(Comparator.comparingLong(Moment::second));
    long row = clerk.nextRow(file);
    boolean wrong = firstWrong;
    for (int i = 0; i < moments.size(); i++) {
      Moment moment = moments.get(i);
      wrong &= moment.action() != Action.C;
      endKnown |= moment.action() == Action.U;
      String[] right = endKnown ? whenEnded : content;
      write(file, clerk, year, row, moment, i + 1, wrong ? slip.in(right) : right);
    }
  }

  /** The fact once more under another row and not quite right, as a clerk enters it twice. */
  private void withdrawn(RegisterFile file, Clerk clerk, int year, int known, String[] content) {
    String[] wrong = errors.slip(file, content, clerk.draws).in(content);
    long row = clerk.nextRow(file);
    long entered = firstKnown(file, known, clerk.draws);
    write(file, clerk, year, row, new Moment(entered, Action.N), 1, wrong);
    Moment withdrawn = new Moment(later(entered, clerk.draws), Action.D);
    write(file, clerk, year, row, withdrawn, 2, wrong);
  }

  private void write(
      RegisterFile file,
      Clerk clerk,
      int year,
      long row,
      Moment moment,
      int revision,
      String[] content) {
    int place = deliveries.place(file, year, moment.second());
    if (place == Deliveries.NOWHERE) {
      return;
    }
    char separator = file.separator().charAt(0);
    Rows out = rows.at(place);
    out.append(file.key(row)).append(separator).append(clerk.number);
    for (String column : content) {
      out.append(separator).append(column);
    }
    out.append(separator);
    instant(moment.second(), out);
    out.append(separator)
        .append(Integer.toString(revision))
        .append(separator)
        .append(moment.action().name())
        .append('\n');
  }

  private void instant(long second, Rows out) {
    int day = (int) Math.floorDiv(second, DAY);
    int time = Math.floorMod(second, DAY);
    out.append(dates.iso(day)).append('T').twoDigits(time / 3600).append(':');
    out.twoDigits(time / 60 % 60).append(':').twoDigits(time % 60).append('Z');
  }

  private long firstKnown(RegisterFile file, int known, Draws draws) {
    long first = moment(known, delays.get(file), draws);
    boolean late = effects.on(Planted.DELAYS) && draws.chance(parameters.late());
    return late ? plusDays(first, parameters.lateDays(), draws) : first;
  }

  private long later(long from, Draws draws) {
    boolean old = draws.chance(parameters.oldCorrections());
    return plusDays(
        from, old ? parameters.oldCorrectionDays() : parameters.correctionDays(), draws);
  }

  /** Some second of the last hours of a day, so that a delay of no days is still after the fact. */
  private static long moment(int day, int[] delayDays, Draws draws) {
    long delayed = day + draws.between(delayDays[0], delayDays[1]);
    return delayed * DAY + EVENING + draws.between(0, 5 * 3600);
  }

  private static long plusDays(long from, int[] days, Draws draws) {
    return from + (long) DAY * draws.between(days[0], days[1]);
  }
}
