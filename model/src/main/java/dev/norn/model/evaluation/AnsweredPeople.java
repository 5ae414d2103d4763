package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The people of one split whose answer to one outcome is known.
 *
 * @param rows places of these people in the split
 * @param people in the order of the split
 * @param answers theirs, as {@link dev.norn.outcome.ObservedOutcome#answer} is
 * @param unknown people of the split who are left out
 */
record AnsweredPeople(int[] rows, List<CorpusExample> people, int[] answers, int unknown) {

  static AnsweredPeople of(String outcome, Supplier<Stream<CorpusExample>> split) {
    List<CorpusExample> all;
    try (Stream<CorpusExample> examples = split.get()) {
      all = examples.toList();
    }
    int[] rows =
        IntStream.range(0, all.size())
            .filter(row -> all.get(row).answers().containsKey(outcome))
            .toArray();
    List<CorpusExample> people = IntStream.of(rows).mapToObj(all::get).toList();
    int[] answers = people.stream().mapToInt(person -> person.answers().get(outcome)).toArray();
    return new AnsweredPeople(rows, people, answers, all.size() - rows.length);
  }

  int size() {
    return rows.length;
  }
}
