package dev.norn.cli;

import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.CorpusWriter;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.LandmarkSpan;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A study and a corpus of two hundred made-up people, {@code person-0} to {@code person-199}. */
final class TestingCorpus {

  private static final int TOKENS = 12;

  private TestingCorpus() {}

  /** Writes {@code study/}, {@code vocabulary.json} and {@code corpus/}. */
  static void write(Path folder) throws IOException {
    Path registers = Files.createDirectories(folder.resolve("study/registers"));
    Files.writeString(
        registers.resolve("deaths.register.yaml"),
        """
        register: deaths
        order: 1
        source: {files: deaths.csv}
        person: person_number
        row: [person_number]
        occurred: {column: died, format: yyyy-MM-dd}
        """);
    Files.writeString(
        folder.resolve("study/study.yaml"), "study: s\ncohort: c\noutcomes: []\nmodel: tiny\n");
    Vocabulary vocabulary = Vocabulary.fromJson(vocabularyJson());
    vocabulary.write(folder.resolve("vocabulary.json"));
    CorpusDescription description =
        new CorpusDescription(
            vocabulary.hash(),
            LandmarkSpan.parse("2015-12-31"),
            null,
            "adults",
            List.of("death-4y"),
            "drawn",
            1,
            64);
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    try (CorpusWriter writer = CorpusWriter.create(corpus.resolve("part-0.parquet"), description)) {
      for (int i = 0; i < 200; i++) {
        writer.write(person(i));
      }
    }
    Corpus.seal(corpus, description);
  }

  /** Dies more often with token 7. */
  private static CorpusExample person(int number) {
    SplittableRandom random = new SplittableRandom(number);
    int events = random.nextInt(3, 14);
    int length = 2 + 2 * events;
    int[] tokens = new int[length];
    int[] days = new int[length];
    float[] ages = new float[length];
    int[] segments = new int[length];
    Arrays.fill(tokens, 2);
    Arrays.fill(days, 42_368);
    Arrays.fill(ages, 50);
    Arrays.fill(segments, 1);
    tokens[0] = 1;
    for (int i = 0; i < events; i++) {
      tokens[2 + 2 * i] = random.nextInt(5, TOKENS);
      days[2 + 2 * i] -= 30 * (events - i);
      days[3 + 2 * i] -= 30 * (events - i);
    }
    boolean marked = Arrays.stream(tokens).anyMatch(token -> token == 7);
    OutcomeLabel label =
        random.nextDouble() < (marked ? 0.6 : 0.2) ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE;
    Split split = number % 4 == 0 ? Split.VALIDATION : number % 4 == 1 ? Split.TEST : Split.TRAIN;
    return new CorpusExample(
        new PersonSequence(
            new PersonId("person-" + number), tokens, days, ages, segments, 1, Instant.EPOCH),
        split,
        Map.of("death-4y", label));
  }

  private static String vocabularyJson() {
    List<String> special = List.of("[PAD]", "[CLS]", "[SEP]", "[MASK]", "[UNK]");
    StringBuilder tokens = new StringBuilder();
    for (int id = 0; id < TOKENS; id++) {
      String text = id < special.size() ? special.get(id) : "deaths.field=" + id;
      tokens
          .append(id == 0 ? "" : ",")
          .append("{\"id\":%d,\"text\":\"%s\",".formatted(id, text))
          .append("\"family\":\"special\",\"persons\":0}");
    }
    return "{\"format\":1,\"landmark\":\"2015-12-31\",\"minimum-persons\":1,"
        + "\"training-persons\":100,\"registers\":[],\"tokens\":["
        + tokens
        + "]}";
  }
}
