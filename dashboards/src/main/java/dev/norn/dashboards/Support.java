package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Where people are: whether a life that nobody lived lies among those that were. By the distance (1
 * - cosine) from its embedding to the nearest of a sample of people; outside is what is farther
 * from it than 99 of 100 people of the sample are from their nearest.
 */
final class Support {

  private static final int SAMPLE = 1_000;
  private static final int LEAST = 50;
  private static final double INSIDE = 0.99;

  private final float[][] people;

  private Support(float[][] people) {
    this.people = people;
  }

  /**
   * @param besides whose own embedding is left out
   * @return null where fewer than 50 people are embedded
   */
  static Support of(ResearchDatabase database, Asker asker, String release, String besides)
      throws SQLException {
    // Pseudonyms are keyed hashes: the first of them are a random sample, and the same each time.
    ArrayNode rows =
        database.rows(
            asker,
            """
            SELECT DISTINCT ON (person) embedding FROM norn_research.person_embedding
            WHERE release = ? AND person <> ? ORDER BY person, landmark DESC LIMIT ?""",
            release,
            besides,
            SAMPLE);
    if (rows.size() < LEAST) {
      return null;
    }
    float[][] people = new float[rows.size()][];
    for (int i = 0; i < people.length; i++) {
      people[i] = normalised(rows.get(i).get("embedding"));
    }
    return new Support(people);
  }

  private static float[] normalised(JsonNode numbers) {
    float[] embedding = new float[numbers.size()];
    double squares = 0;
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] = numbers.get(i).floatValue();
      squares += (double) embedding[i] * embedding[i];
    }
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] /= (float) Math.sqrt(squares);
    }
    return embedding;
  }

  /**
   * @param embedding of length 1
   */
  double distance(float[] embedding) {
    return nearest(embedding, -1);
  }

  double limit() {
    double[] distances = new double[people.length];
    for (int i = 0; i < people.length; i++) {
      distances[i] = nearest(people[i], i);
    }
    Arrays.sort(distances);
    return distances[(int) Math.ceil(INSIDE * distances.length) - 1];
  }

  private double nearest(float[] embedding, int besides) {
    double greatest = -1;
    for (int i = 0; i < people.length; i++) {
      if (i != besides) {
        double cosine = 0;
        for (int j = 0; j < embedding.length; j++) {
          cosine += embedding[j] * people[i][j];
        }
        greatest = Math.max(greatest, cosine);
      }
    }
    return 1 - greatest;
  }
}
