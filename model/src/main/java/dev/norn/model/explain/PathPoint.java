package dev.norn.model.explain;

import dev.norn.model.serving.SequenceFunction;
import dev.norn.sequence.PersonSequence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What {@link dev.norn.model.serving.ModelSignature#explainPath} says of one person.
 *
 * @param attribution by position
 * @param attention by position
 * @param logit of the outcome
 * @param encoded mean of the encoded positions, of the model's width
 * @param encodedGradient of the logit, by a shift of all encoded positions
 * @param summaryGradient of the logit, by the person's embedding
 */
record PathPoint(
    float[] attribution,
    float[] attention,
    float logit,
    float[] encoded,
    float[] encodedGradient,
    float[] summaryGradient) {

  /** In the order of the sequences. */
  static List<PathPoint> of(List<SequenceFunction.Answer> answers, List<PersonSequence> sequences) {
    PathPoint[] points = new PathPoint[sequences.size()];
    for (SequenceFunction.Answer answer : answers) {
      for (int row = 0; row < answer.places().length; row++) {
        int place = answer.places()[row];
        points[place] = of(answer, row, sequences.get(place).length());
      }
    }
    return List.of(points);
  }

  private static PathPoint of(SequenceFunction.Answer answer, int row, int length) {
    Map<String, float[]> outputs = answer.outputs();
    int from = row * answer.length();
    int rows = answer.places().length;
    return new PathPoint(
        Arrays.copyOfRange(outputs.get("attribution"), from, from + length),
        Arrays.copyOfRange(outputs.get("attention"), from, from + length),
        outputs.get("logit")[row],
        row(outputs.get("encoded"), row, rows),
        row(outputs.get("encoded_gradient"), row, rows),
        row(outputs.get("summary_gradient"), row, rows));
  }

  private static float[] row(float[] all, int row, int rows) {
    int width = all.length / rows;
    return Arrays.copyOfRange(all, row * width, (row + 1) * width);
  }
}
