package dev.norn.model.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Days after the landmark that a prediction must look past. Who had the outcome, a competing event
 * or the end of observation within them leaves the evaluation: nobody could have acted on the
 * prediction, and what happens in the first days is often known to the registers' staff already.
 *
 * @param days an event on a later day than this counts; 0 keeps everybody
 */
record Gap(int days) {

  static final List<Gap> SHOWN = List.of(new Gap(0), new Gap(30), new Gap(365));

  Gap {
    if (days < 0) {
      throw new IllegalArgumentException("[gap] must not be negative, got " + days);
    }
  }

  /**
   * The rows of those who stay.
   *
   * @param followedDays from the landmark to the first event or the end of observation, by row; not
   *     a number where it is not known, which stays only without a gap
   */
  int[] staying(double[] followedDays) {
    return IntStream.range(0, followedDays.length)
        .filter(row -> days == 0 || followedDays[row] > days)
        .toArray();
  }
}
