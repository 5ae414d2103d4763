package dev.norn.model.training;

import dev.norn.cohort.Split;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.BaselineMethod;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.EvaluationProgress;
import dev.norn.model.evaluation.EvaluationRunner;
import dev.norn.model.evaluation.SplitExamples;
import dev.norn.model.evaluation.StratifiedBootstrap;
import dev.norn.model.evaluation.TokenDivision;
import dev.norn.model.evaluation.TrueProbabilities;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.release.Release;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.Encoding;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scores a corpus' test split with a model and sets it beside the baselines. */
public final class ReleaseEvaluation {

  private static final long BOOTSTRAP_SEED = 1;

  private ReleaseEvaluation() {}

  /**
   * @param sexTokens texts of the tokens that mark sex
   * @param divisions of the people into subgroups
   * @param further baselines, beside the standard ones
   * @param truth at the corpus' landmark
   * @param rules of which subgroups may be shown
   * @throws IllegalArgumentException when the corpus was written with another vocabulary
   */
  public static Evaluation evaluate(
      Release release,
      Corpus corpus,
      List<String> sexTokens,
      List<TokenDivision> divisions,
      List<BaselineMethod> further,
      TrueProbabilities truth,
      DisclosureRules rules,
      EvaluationProgress progress)
      throws IOException {
    if (!corpus.manifest().description().vocabularyHash().equals(release.vocabulary().hash())) {
      throw new IllegalArgumentException(
          "[release "
              + release.id()
              + "] has another vocabulary than the corpus; write the corpus"
              + " with the release's vocabulary.json");
    }
    return evaluate(
        corpus,
        release.folder(),
        release.heads(),
        release.vocabulary(),
        sexTokens,
        divisions,
        further,
        BOOTSTRAP_SEED,
        truth,
        rules,
        progress);
  }

  static Evaluation evaluate(
      Corpus corpus,
      Path model,
      List<HeadSpec> heads,
      Vocabulary vocabulary,
      List<String> sexTokens,
      List<TokenDivision> divisions,
      List<BaselineMethod> further,
      long bootstrapSeed,
      TrueProbabilities truth,
      DisclosureRules rules,
      EvaluationProgress progress)
      throws IOException {
    Set<Integer> sexIds =
        sexTokens.stream()
            .map(vocabulary::idOf)
            .filter(id -> id != SpecialToken.UNK.id())
            .collect(Collectors.toSet());
    // The baselines go over their examples many times; reading them from disk each time is slow.
    List<CorpusExample> train = examples(corpus, Split.TRAIN);
    List<CorpusExample> validation = examples(corpus, Split.VALIDATION);
    List<CorpusExample> test = examples(corpus, Split.TEST);
    SplitExamples splits = new SplitExamples(train::stream, validation::stream, test::stream);
    StratifiedBootstrap bootstrap = StratifiedBootstrap.withSeed(bootstrapSeed);
    List<Encoding> encodings = encodings(test, model);
    List<BaselineMethod> methods =
        Stream.concat(BaselineMethod.standard(sexIds, bootstrapSeed).stream(), further.stream())
            .toList();
    Evaluation binary =
        new EvaluationRunner(bootstrap, methods, divisions, rules)
            .evaluate(
                corpus.manifest().id(),
                splits,
                probabilities(corpus.manifest().description().outcomes(), encodings),
                truth,
                progress);
    return new KindEvaluations(heads, splits, encodings, bootstrap, sexIds, bootstrapSeed)
        .addedTo(binary, corpus.manifest().description().forms());
  }

  private static List<CorpusExample> examples(Corpus corpus, Split split) {
    try (Stream<CorpusExample> examples = corpus.examples(split)) {
      return examples.toList();
    }
  }

  private static List<Encoding> encodings(List<CorpusExample> test, Path model) throws IOException {
    try (BatchEncoder encoder = new BatchEncoder(model)) {
      return encoder.encode(test.stream().map(CorpusExample::sequence).toList());
    }
  }

  private static Map<String, double[]> probabilities(
      List<String> outcomes, List<Encoding> encodings) {
    Map<String, double[]> probabilities = new HashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      int place = i;
      probabilities.put(
          outcomes.get(i), encodings.stream().mapToDouble(e -> e.probabilities()[place]).toArray());
    }
    return probabilities;
  }
}
