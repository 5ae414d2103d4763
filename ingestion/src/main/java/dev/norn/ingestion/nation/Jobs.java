package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.CodeLists.Occupation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which occupation, industry and hours a person of some education finds. */
final class Jobs {
  private final Map<Integer, Weighted<Occupation>> byLevel = new TreeMap<>();
  private final Weighted<String> hours;

  Jobs(Parameters.Labour parameters, int[] levels, List<Occupation> occupations) {
    for (int level : levels) {
      byLevel.put(level, Weighted.of(occupations, job -> weight(job, level)));
    }
    Map<String, Double> shares = new TreeMap<>(parameters.hours());
    hours = Weighted.of(new ArrayList<>(shares.keySet()), shares::get);
  }

  void hire(Life life, Draws draws) {
    life.occupation = byLevel.get(life.level).draw(draws);
    life.industry = draws.oneOf(life.occupation.industries());
    life.hours = hours.draw(draws);
  }

  private static double weight(Occupation job, int level) {
    return level < job.fromLevel() || level > job.toLevel() ? 0 : job.weight();
  }
}
