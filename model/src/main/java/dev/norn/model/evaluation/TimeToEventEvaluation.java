package dev.norn.model.evaluation;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.OutcomeForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A time-to-event outcome on the test split, by cause.
 *
 * @param people followed for at least a day
 * @param unknown people left out because they were not; null where held back
 * @param events by cause, in the order of the causes
 * @param censored before the end of the horizon; null where held back
 * @param baselines on the same people
 * @param observed in thirds of the model's predictions; null, as before it was kept, is none
 */
public record TimeToEventEvaluation(
    String outcome,
    int people,
    Integer unknown,
    List<Integer> events,
    Integer censored,
    IncidenceFigures model,
    List<IncidenceFigures> baselines,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JacksonInject(value = "observed", useInput = OptBoolean.TRUE, optional = OptBoolean.TRUE)
        List<ObservedIncidence> observed) {

  public TimeToEventEvaluation {
    events = List.copyOf(events);
    baselines = List.copyOf(baselines);
    observed = observed == null ? List.of() : List.copyOf(observed);
    if (baselines.isEmpty()) {
      throw new IllegalArgumentException(
          "[evaluation of " + outcome + "] a figure never stands alone: no baseline was given");
    }
  }

  /**
   * Beside the cumulative incidence in training, by age band and sex and of everybody.
   *
   * @param model its curves of all test people
   * @param further baselines, fitted on the training split
   * @param bootstrap resamples within each cause of the end of follow-up
   */
  public static TimeToEventEvaluation of(
      String outcome,
      OutcomeForm form,
      SplitExamples splits,
      CumulativeIncidence model,
      List<IncidenceModel> further,
      StratifiedBootstrap bootstrap,
      Set<Integer> sexTokens) {
    List<CorpusExample> test = all(splits.test().get());
    List<CorpusExample> followed = test.stream().filter(e -> isFollowed(e, outcome)).toList();
    FollowedPeople people =
        FollowedPeople.of(
            followed.stream().map(e -> e.followUps().get(outcome)).toList(), form.horizonDays());
    IncidenceTable table =
        IncidenceTable.fit(outcome, form.causes().size(), splits.train(), sexTokens);
    List<IncidenceModel> baselines = new ArrayList<>(further);
    baselines.add(
        new IncidenceModel(
            sexTokens.isEmpty() ? "Aalen-Johansen (age)" : "Aalen-Johansen (age × sex)", table));
    baselines.add(new IncidenceModel("Aalen-Johansen (everybody)", table.marginal()));
    IncidenceComparison comparison =
        new IncidenceComparison(form.causes(), followed, people, bootstrap);
    Resamples own = comparison.resample(model);
    return new TimeToEventEvaluation(
        outcome,
        people.people(),
        test.size() - people.people(),
        events(people, form.causes().size()),
        censored(people),
        comparison.figures("model", own, own),
        baselines.stream()
            .map(each -> comparison.figures(each.title(), comparison.resample(each.curve()), own))
            .toList(),
        ObservedIncidence.byThird(followed, people, model, form.causes().size()));
  }

  private static List<CorpusExample> all(Stream<CorpusExample> examples) {
    try (examples) {
      return examples.toList();
    }
  }

  private static boolean isFollowed(CorpusExample example, String outcome) {
    FollowUp seen = example.followUps().get(outcome);
    return seen != null && seen.days() > 0;
  }

  private static List<Integer> events(FollowedPeople people, int causes) {
    Integer[] events = new Integer[causes];
    Arrays.fill(events, 0);
    for (int cause : people.causes()) {
      if (cause != FollowUp.CENSORED) {
        events[cause - 1]++;
      }
    }
    return List.of(events);
  }

  private static int censored(FollowedPeople people) {
    int censored = 0;
    for (int row = 0; row < people.people(); row++) {
      boolean early = people.days()[row] < people.horizon();
      censored += early && people.causes()[row] == FollowUp.CENSORED ? 1 : 0;
    }
    return censored;
  }
}
