package dev.norn.dashboards;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An area of a map that somebody drew.
 *
 * @param polygon corners x, y; the last joins the first
 * @param outcome whose probabilities are told; null for none
 */
record Lasso(double[][] polygon, String outcome) {

  private static final int FEWEST = 3;
  private static final int MOST = 2_000;

  Lasso {
    if (polygon == null
        || polygon.length < FEWEST
        || polygon.length > MOST
        || !Arrays.stream(polygon).allMatch(Lasso::isCorner)) {
      throw new IllegalArgumentException("no polygon");
    }
  }

  private static boolean isCorner(double[] corner) {
    return corner != null
        && corner.length == 2
        && Double.isFinite(corner[0])
        && Double.isFinite(corner[1]);
  }

  static Lasso asked(Context context) {
    return JsonBody.read(
        context,
        Lasso.class,
        "[body] expected {polygon, outcome}, the polygon %d to %d corners [x, y]"
            .formatted(FEWEST, MOST));
  }

  /** As PostgreSQL writes a polygon. */
  String corners() {
    return Arrays.stream(polygon)
        .map(corner -> "(" + corner[0] + "," + corner[1] + ")")
        .collect(Collectors.joining(",", "(", ")"));
  }
}
