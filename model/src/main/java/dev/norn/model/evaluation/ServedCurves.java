package dev.norn.model.evaluation;

import dev.norn.event.PersonId;
import dev.norn.model.corpus.CorpusExample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The model's curves: straight between its cuts, from 0 on the landmark. */
public final class ServedCurves implements CumulativeIncidence {

  private final List<Integer> cuts;
  private final Map<PersonId, float[][]> byPerson = new HashMap<>();

  /**
   * @param cuts rising days from the landmark, the last one the horizon's
   */
  public ServedCurves(List<Integer> cuts) {
    this.cuts = List.copyOf(cuts);
  }

  /**
   * @param curves by cause, then by cut
   */
  public void put(PersonId person, float[][] curves) {
    byPerson.put(person, curves);
  }

  @Override
  public double of(CorpusExample example, int cause, int day) {
    float[] curve = byPerson.get(example.sequence().person())[cause - 1];
    double before = 0;
    int start = 0;
    for (int i = 0; i < curve.length; i++) {
      int end = cuts.get(i);
      if (day <= end) {
        return before + (curve[i] - before) * (day - start) / (end - start);
      }
      before = curve[i];
      start = end;
    }
    return before;
  }
}
