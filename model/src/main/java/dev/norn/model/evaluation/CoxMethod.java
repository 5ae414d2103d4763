package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import dev.norn.outcome.FollowUp;
import java.util.Optional;
import java.util.stream.Stream;

/** Cox models where the corpus says how long people were followed. */
public final class CoxMethod implements BaselineMethod {

  @Override
  public boolean applies(LabelledExamples train) {
    try (Stream<CorpusExample> examples = train.source().get()) {
      return examples
          .map(example -> followUp(train.outcome(), example))
          .anyMatch(each -> each.cause() == FollowUp.EVENT_OF_INTEREST);
    }
  }

  @Override
  public Baseline fit(LabelledExamples train, LabelledExamples validation) {
    return fit(train.outcome(), train, validation);
  }

  /** Of every cause and day; nothing where no training person had the event of interest. */
  public static Optional<IncidenceModel> incidence(String outcome, SplitExamples splits) {
    LabelledExamples train = new LabelledExamples(outcome, splits.train());
    if (!new CoxMethod().applies(train)) {
      return Optional.empty();
    }
    CoxBaseline fitted = fit(outcome, train, new LabelledExamples(outcome, splits.validation()));
    return Optional.of(new IncidenceModel(fitted.title(), fitted::incidence));
  }

  private static CoxBaseline fit(
      String outcome, LabelledExamples train, LabelledExamples validation) {
    return CoxBaseline.fit(
        train.source(),
        validation.source(),
        new CoxBaseline.FollowUps(
            example -> followUp(outcome, example).days(),
            example -> followUp(outcome, example).cause()));
  }

  private static FollowUp followUp(String outcome, CorpusExample example) {
    return example.followUps().getOrDefault(outcome, FollowUp.NONE);
  }
}
