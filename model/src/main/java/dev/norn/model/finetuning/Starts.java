package dev.norn.model.finetuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last biases with which heads start: then an untrained model gives everybody the shares of the
 * training split. Half a person is added to each side, so that what is rare has finite odds.
 */
final class Starts {

  private Starts() {}

  static List<float[]> of(List<HeadSpec> heads, List<LabelledSequence> training) {
    List<float[]> starts = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      starts.add(start(heads.get(i), i, training));
    }
    return starts;
  }

  private static float[] start(HeadSpec head, int place, List<LabelledSequence> training) {
    double[] sums = new double[head.answers()];
    double people = 0;
    float[] answer = new float[sums.length];
    for (LabelledSequence example : training) {
      Arrays.fill(answer, 0);
      boolean known = head.answer(example.outcomes().get(place), answer, 0);
      // Who was censored says where nothing happened, not what did.
      if (known && sum(answer) <= 1) {
        people++;
        for (int i = 0; i < sums.length; i++) {
          sums[i] += answer[i];
        }
      }
    }
    float[] start = new float[sums.length];
    for (int i = 0; i < start.length; i++) {
      double others = sums.length == 1 ? people - sums[i] + 0.5 : 1;
      start[i] = (float) Math.log((sums[i] + 0.5) / others);
    }
    return start;
  }

  private static double sum(float[] answer) {
    double sum = 0;
    for (float value : answer) {
      sum += value;
    }
    return sum;
  }
}
