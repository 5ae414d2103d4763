package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.CodeLists.StudyField;
import dev.norn.ingestion.nation.Draws.Stream;
import dev.norn.ingestion.nation.Life.Degree;
import dev.norn.ingestion.nation.Parameters.Sex;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Completed degrees: those of youth, most of them before the first day, and courses of adults. */
final class Education implements LifeProcess {
  private static final String NOT_STATED = "9999";
  private static final int VOCATIONAL = 3;

  private final Parameters.Education parameters;
  private final List<StudyField> fields;

  Education(Parameters.Education parameters, List<StudyField> fields) {
    this.parameters = parameters;
    this.fields = fields;
  }

  @Override
  public void begin(Life life, Facts facts) {
    Draws draws = life.draws(Stream.EDUCATION);
    int[] levels = parameters.levels();
    int last = finalLevel(life, draws);
    for (int i = 0; i <= last; i++) {
      // Whoever reaches further has no short course on the way to a bachelor's degree.
      if (levels[i] == 5 && i < last) {
        continue;
      }
      int age = parameters.ageAtDegree()[i] + draws.between(0, 2);
      LocalDate day = LocalDate.of(life.birth.getYear() + age, 6, draws.between(15, 30));
      // A later degree is never completed before an earlier one.
      if (!life.studies.isEmpty() && !day.isAfter(life.studies.getLast().completed())) {
        day = life.studies.getLast().completed().plusYears(1);
      }
      life.studies.add(new Degree(day, levels[i], field(levels[i], i == last, life.sex, draws)));
    }
    completeUntil(life, life.firstDay.minusDays(1), facts);
  }

  @Override
  public void live(Life life, YearOfLife year, Facts facts) {
    Draws draws = life.draws(Stream.EDUCATION);
    completeUntil(life, year.last(), facts);
    if (!life.studies.isEmpty() || life.age(year.year()) > parameters.adultCourse().oldest()) {
      return;
    }
    double hazard = parameters.adultCourse().hazard();
    if (life.lostJobWithin(2, year.year())) {
      hazard *= parameters.adultCourse().afterJobLossFactor();
    }
    year.happens(hazard, draws)
        .ifPresent(
            day -> {
              life.studies.add(
                  new Degree(day, VOCATIONAL, field(VOCATIONAL, true, life.sex, draws)));
              completeUntil(life, day, facts);
            });
  }

  private void completeUntil(Life life, LocalDate day, Facts facts) {
    while (!life.studies.isEmpty() && !life.studies.getFirst().completed().isAfter(day)) {
      Degree degree = life.studies.removeFirst();
      life.level = Math.max(life.level, degree.level());
      LocalDate known =
          degree.completed().isBefore(life.firstDay) ? life.firstDay : degree.completed();
      facts.add(
          RegisterFile.EDUCATION,
          degree.completed(),
          known,
          RegisterFile.EDUCATION.date(degree.completed()),
          Integer.toString(degree.level()),
          degree.field());
    }
  }

  private int finalLevel(Life life, Draws draws) {
    double share = Math.max(0, Math.min(1, (life.birth.getYear() - 1930) / 55.0));
    double[] early = parameters.finalLevelBorn1930();
    double[] late = parameters.finalLevelBorn1985();
    List<Integer> steps = IntStream.range(0, early.length).boxed().toList();
    return Weighted.of(steps, i -> early[i] + share * (late[i] - early[i])).draw(draws);
  }

  /** General schooling has no field; nor has it in some rows of the last degree. */
  private String field(int level, boolean last, Sex sex, Draws draws) {
    if (level == 2 || (level == VOCATIONAL && !last)) {
      return ".";
    }
    Weighted<StudyField> choices = Weighted.of(fields, field -> weight(field, level, sex));
    return draws.chance(0.03) ? NOT_STATED : choices.draw(draws).code();
  }

  private static double weight(StudyField field, int level, Sex sex) {
    if (level < field.fromLevel() || level > field.toLevel()) {
      return 0;
    }
    return field.weight() * (sex == Sex.M ? field.men() : 1 - field.men());
  }
}
