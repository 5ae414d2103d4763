package dev.norn.model.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.cohort.Split;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.ModelSpec;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.CorpusWriter;
import dev.norn.model.corpus.Examples;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.EvaluationProgress;
import dev.norn.model.evaluation.TrueProbabilities;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.graph.TrainingLog;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.release.Release;
import dev.norn.model.serving.Encoding;
import dev.norn.model.serving.ReleasedModel;
import dev.norn.outcome.OutcomeKind;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a corpus with an outcome of every kind to what a release serves and says of it. */
class ReleaseTrainingTest {

  private static final int PEOPLE = 400;

  @TempDir private Path folder;

  @Test
  void releaseServesAndJudgesEveryKindOfOutcome() throws IOException {
    Vocabulary vocabulary = vocabulary();
    Corpus corpus = corpus(vocabulary, folder);
    TrainingPlan plan =
        TrainingPlan.of(ModelSpec.tiny(vocabulary.size()), 1_000_000, Map.of(), List.of(), 1);
    TrainedRelease trained =
        new ReleaseTraining(plan, TrainingProgress.silent(), EvaluationProgress.silent())
            .run(
                corpus,
                vocabulary,
                folder.resolve("work"),
                folder.resolve("releases"),
                TrueProbabilities.NONE);
    Release release = Release.open(trained.release().folder());
    assertThat(release.heads())
        .extracting(HeadSpec::kind)
        .containsExactly(
            OutcomeKind.BINARY,
            OutcomeKind.TIME_TO_EVENT,
            OutcomeKind.ORDINAL,
            OutcomeKind.NEXT_EVENT,
            OutcomeKind.COUNT);
    HeadSpec timed = release.heads().get(1);
    assertThat(timed.causes()).containsExactly("death-time", "emigration");
    assertThat(timed.cuts()).hasSizeGreaterThan(4).endsWith(1461);
    assertThat(stages(release))
        .extracting(TrainingLog::settings)
        .containsExactly(plan.pretraining().orElseThrow(), plan.finetuning());
    assertThat(CanonicalJson.read(release.metricsJson(), Evaluation.class))
        .as("read back")
        .isEqualTo(trained.evaluation());
    served(release, corpus, timed);
    Evaluation evaluation = trained.evaluation();
    assertThat(evaluation.outcomes()).hasSize(5);
    assertThat(evaluation.timeToEvent().get(0).model().causes()).hasSize(2);
    assertThat(evaluation.ordinal().get(0).people()).isPositive();
    assertThat(evaluation.counts().get(0).mean()).isBetween(2.0, 4.0);
    assertThat(evaluation.nextEvents().get(0).counts()).hasSize(4);
    assertThat(Files.readString(release.folder().resolve("report/index.html")))
        .contains("death-time, cause emigration");
    assertThat(release.card())
        .contains("health, by class", "health-next, which class", "visits, how many");
    assertThat(
            ReleaseEvaluation.evaluate(
                release,
                corpus,
                List.of(),
                List.of(),
                List.of(),
                TrueProbabilities.NONE,
                DisclosureRules.DEFAULT,
                EvaluationProgress.silent()))
        .isEqualTo(evaluation);
  }

  private static TrainingLog[] stages(Release release) throws IOException {
    String json = Files.readString(release.folder().resolve("release.json"));
    return CanonicalJson.read(
        CanonicalJson.read(json, JsonNode.class).get("training"), TrainingLog[].class);
  }

  private static void served(Release release, Corpus corpus, HeadSpec timed) throws IOException {
    try (ReleasedModel model = ReleasedModel.load(release.folder());
        Stream<CorpusExample> test = corpus.examples(Split.TEST)) {
      for (Encoding each : model.encode(test.map(CorpusExample::sequence).limit(5).toList())) {
        assertThat(each.probabilities()).hasSize(5);
        assertThat(each.classProbabilities(2)).hasSize(3);
        assertThat(each.classProbabilities(3)).hasSize(4);
        assertThat(each.expectedCount(4)).isBetween(0.5f, 7f);
        float[][] curves = each.cumulativeIncidence(1);
        assertThat(curves).hasDimensions(2, timed.cuts().size());
        for (float[] curve : curves) {
          assertThat(curve).isSorted();
        }
      }
    }
  }

  static Corpus corpus(Vocabulary vocabulary, Path folder) throws IOException {
    CorpusDescription base = Examples.ofEveryKind();
    CorpusDescription description =
        new CorpusDescription(
            vocabulary.hash(),
            base.landmark(),
            base.knownBy(),
            base.cohort(),
            base.outcomes(),
            base.splitRule(),
            base.seed(),
            64,
            base.forms());
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    try (CorpusWriter writer = CorpusWriter.create(corpus.resolve("a.parquet"), description)) {
      for (int i = 0; i < PEOPLE; i++) {
        writer.write(Examples.ofEveryKind(i));
      }
    }
    return Corpus.seal(corpus, description);
  }

  /** The twelve tokens of the examples. */
  static Vocabulary vocabulary() {
    List<String> special = List.of("[PAD]", "[CLS]", "[SEP]", "[MASK]", "[UNK]");
    StringBuilder tokens = new StringBuilder();
    for (int id = 0; id < 12; id++) {
      tokens
          .append(id == 0 ? "" : ",")
          .append("{\"id\":%d,\"text\":\"%s\",".formatted(id, id < 5 ? special.get(id) : "T" + id))
          .append("\"family\":\"special\",\"persons\":0}");
    }
    return Vocabulary.fromJson(
        "{\"format\":1,\"landmark\":\"2015-12-31\",\"minimum-persons\":1,"
            + "\"training-persons\":600,\"registers\":[],\"tokens\":["
            + tokens
            + "]}");
  }
}
