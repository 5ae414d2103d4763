package dev.norn.model.projection;

import java.util.stream.IntStream;

/**
 * The turn, reflection, scaling and shift that bring one map nearest to another, in the sum of
 * squares over points that both have (Gower 1975; in the plane it has a closed form).
 *
 * @param cosine of the turn, times the scale
 * @param sine of the turn, times the scale
 * @param mirrored whether y is turned over first
 */
public record Procrustes(
    double cosine, double sine, boolean mirrored, double shiftX, double shiftY) {

  /**
   * @param from places of the points on the map that is turned
   * @param onto places of the same points on the other, two or more that do not all coincide
   */
  public static Procrustes of(Places from, Places onto) {
    double[] centre = {mean(from.x()), mean(from.y()), mean(onto.x()), mean(onto.y())};
    double xx = 0;
    double yy = 0;
    double xy = 0;
    double yx = 0;
    double squares = 0;
    for (int i = 0; i < from.size(); i++) {
      double x = from.x()[i] - centre[0];
      double y = from.y()[i] - centre[1];
      double u = onto.x()[i] - centre[2];
      double v = onto.y()[i] - centre[3];
      xx += x * u;
      yy += y * v;
      xy += x * v;
      yx += y * u;
      squares += x * x + y * y;
    }
    if (!(squares > 0)) {
      throw new IllegalArgumentException(
          "[map] all points coincide; a map cannot be turned by them");
    }
    boolean mirrored = Math.hypot(xx - yy, xy + yx) > Math.hypot(xx + yy, xy - yx);
    double cosine = (mirrored ? xx - yy : xx + yy) / squares;
    double sine = (mirrored ? xy + yx : xy - yx) / squares;
    double y = mirrored ? -centre[1] : centre[1];
    return new Procrustes(
        cosine,
        sine,
        mirrored,
        centre[2] - (cosine * centre[0] - sine * y),
        centre[3] - (sine * centre[0] + cosine * y));
  }

  private static double mean(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).average().orElseThrow();
  }

  public Places turned(Places places) {
    float[] turnedX = new float[places.size()];
    float[] turnedY = new float[places.size()];
    for (int i = 0; i < turnedX.length; i++) {
      double x = places.x()[i];
      double y = mirrored ? -places.y()[i] : places.y()[i];
      turnedX[i] = (float) (cosine * x - sine * y + shiftX);
      turnedY[i] = (float) (sine * x + cosine * y + shiftY);
    }
    return new Places(turnedX, turnedY);
  }
}
