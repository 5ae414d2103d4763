package dev.norn.model.explain;

import dev.norn.model.serving.TokenEmbeddings;
import dev.norn.model.space.TokenSpace;
import dev.norn.vocab.SpecialToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A token whose embedding lies near another's.
 *
 * @param token its id
 * @param cosine of the two embeddings
 */
public record TokenNeighbour(int token, double cosine) {

  private static final int FIRST = SpecialToken.UNK.id() + 1;

  /**
   * @param release folder of a release
   * @param token id of one that is not special
   * @return the nearest first, without special tokens
   */
  public static List<TokenNeighbour> of(Path release, int token, int count) throws IOException {
    float[][] table = TokenEmbeddings.of(release);
    TokenSpace space = new TokenSpace(Arrays.copyOfRange(table, FIRST, table.length));
    return IntStream.range(FIRST, table.length)
        .filter(other -> other != token)
        .mapToObj(
            other ->
                new TokenNeighbour(other, 1 - space.cosineDistance(token - FIRST, other - FIRST)))
        .sorted(Comparator.comparingDouble(neighbour -> -neighbour.cosine()))
        .limit(count)
        .toList();
  }
}
