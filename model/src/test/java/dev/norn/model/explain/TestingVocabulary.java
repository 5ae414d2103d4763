package dev.norn.model.explain;

import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Vocabulary;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tokens {@code T_5}, {@code T_6} and so on, after the special ones. */
final class TestingVocabulary {

  private TestingVocabulary() {}

  static Vocabulary ofSize(int size) {
    List<SpecialToken> special = List.of(SpecialToken.values());
    String tokens =
        IntStream.range(0, size)
            .mapToObj(
                id ->
                    "{\"id\":%d,\"text\":\"%s\",\"family\":\"%s\",\"persons\":0}"
                        .formatted(
                            id,
                            id < special.size() ? special.get(id).text() : "T_" + id,
                            id < special.size() ? "special" : "t.field"))
            .collect(Collectors.joining(","));
    return Vocabulary.fromJson(
        "{\"format\":1,\"landmark\":\"2015-12-31\",\"minimum-persons\":1,\"training-persons\":100,"
            + "\"registers\":[],\"tokens\":["
            + tokens
            + "]}");
  }
}
