package dev.norn.model.calibration;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.release.Release;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.EncodedStream;
import dev.norn.model.serving.Encoding;
import dev.norn.outcome.OutcomeLabel;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Calibrates a release on a split of a corpus: all its people whose outcome is known, at the share
 * of positives that they have, neither balanced nor thinned.
 */
public final class CalibrationFit {

  private final Release release;
  private final List<String> sexTokens;
  private final PeopleGroups groups;
  private final ReleaseCalibration before;

  /**
   * @param sexTokens texts of the tokens that mark sex
   */
  public CalibrationFit(Release release, List<String> sexTokens) {
    this.release = release;
    this.sexTokens = List.copyOf(sexTokens);
    this.groups = PeopleGroups.of(sexTokens, release.vocabulary());
    this.before =
        ReleaseCalibration.newest(release).orElseGet(() -> ReleaseCalibration.own(release));
  }

  /** What the new one is compared with: the newest of the release, or the model's own. */
  public ReleaseCalibration before() {
    return before;
  }

  /**
   * Fits and writes it.
   *
   * @param corpus written with the release's vocabulary, with at least one of its outcomes
   * @param split the training split is refused: the model knows those people's outcomes
   * @param people told, as it goes, how many were encoded
   */
  public ReleaseCalibration fit(Corpus corpus, Split split, LongConsumer people)
      throws IOException {
    List<String> outcomes = outcomes(corpus, split);
    Map<String, GroupedLogits> logits = new TreeMap<>();
    outcomes.forEach(outcome -> logits.put(outcome, new GroupedLogits()));
    TokenHolders holders = new TokenHolders(release.vocabulary());
    long[] encoded = new long[1];
    try (BatchEncoder encoder = new BatchEncoder(release.folder())) {
      EncodedStream.each(
          encoder,
          corpus.examples(split),
          (example, encoding) -> {
            logits.forEach((outcome, of) -> add(of, outcome, example, encoding));
            holders.add(example);
            people.accept(++encoded[0]);
          });
    }
    List<OutcomeCalibration> fitted = new ArrayList<>();
    Map<String, CalibrationChange> changes = new TreeMap<>();
    for (OutcomeCalibration old : before.outcomes()) {
      GroupedLogits of = logits.get(old.outcome());
      if (of == null || of.isEmpty()) {
        fitted.add(old);
        continue;
      }
      OutcomeCalibration anew = OutcomeCalibration.fit(old.outcome(), of, old);
      fitted.add(anew);
      changes.put(old.outcome(), CalibrationChange.of(of, old, anew));
    }
    CorpusDescription description = corpus.manifest().description();
    return new ReleaseCalibration(
            ReleaseCalibration.FORMAT,
            "",
            release.id(),
            corpus.manifest().id(),
            description.cohort(),
            description.landmark().toString(),
            split,
            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
            sexTokens,
            fitted,
            holders.shares(),
            changes)
        .write(release);
  }

  private List<String> outcomes(Corpus corpus, Split split) {
    if (split == Split.TRAIN) {
      throw new IllegalArgumentException(
          "[calibration] the training split is no use: the model knows those people's outcomes;"
              + " name validation or test");
    }
    if (split == Split.NONE) {
      throw new IllegalArgumentException(
          "[calibration] who is on no side of the split fits nothing; name validation or test");
    }
    corpus.requireVocabulary(release.vocabulary().hash());
    if (!release.splitsAs(corpus.manifest().description())) {
      throw new IllegalArgumentException(
          "[calibration] the corpus splits people otherwise than the release's, so that the model may"
              + " have learned from those named; write it with the split of the training cohort");
    }
    List<String> outcomes =
        corpus.manifest().description().outcomes().stream()
            .filter(release.outcomes()::contains)
            .toList();
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException(
          "[calibration] the corpus has the outcomes %s, the release predicts %s; write a corpus with"
                  .formatted(corpus.manifest().description().outcomes(), release.outcomes())
              + " at least one of these");
    }
    return outcomes;
  }

  private void add(GroupedLogits to, String outcome, CorpusExample example, Encoding encoding) {
    OutcomeLabel label = example.label(outcome);
    if (label != OutcomeLabel.UNKNOWN) {
      to.add(
          encoding.logits()[release.outcomes().indexOf(outcome)],
          label == OutcomeLabel.POSITIVE,
          PeopleGroups.of(example.ageAtLandmark(), groups.sex(example)));
    }
  }
}
