package dev.norn.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.evaluation.AnswerFigures;
import dev.norn.model.evaluation.CountEvaluation;
import dev.norn.model.evaluation.CountMetric;
import dev.norn.model.evaluation.IncidenceFigures;
import dev.norn.model.evaluation.Interval;
import dev.norn.model.evaluation.NextEventEvaluation;
import dev.norn.model.evaluation.NextEventMetric;
import dev.norn.model.evaluation.ObservedIncidence;
import dev.norn.model.evaluation.ObservedIncidence.Step;
import dev.norn.model.evaluation.ObservedIncidence.Third;
import dev.norn.model.evaluation.TimeToEventEvaluation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuppressedKindsTest {

  private static final SuppressedKinds KINDS = new SuppressedKinds(10);

  // Day, people at risk, deaths and moves so far, of 300.
  private static final ObservedIncidence HIGHEST =
      third(
          Third.HIGHEST,
          step(0, 300, 0, 0),
          step(100, 270, 12, 4),
          step(200, 240, 24, 11),
          step(300, 235, 24, 11),
          step(400, 150, 60, 30),
          step(500, 9, 90, 60));

  private static final ObservedIncidence LOWEST =
      third(Third.LOWEST, step(0, 300, 0, 0), step(100, 290, 1, 9), step(500, 250, 3, 47));

  private static ObservedIncidence third(Third third, Step... steps) {
    return new ObservedIncidence(third, 300, .1, List.of(steps));
  }

  private static Step step(int day, int atRisk, int deaths, int moves) {
    return new Step(day, atRisk, List.of(incidence(deaths), incidence(moves)));
  }

  private static Interval incidence(int events) {
    return new Interval(events / 300., 0, 1);
  }

  private static List<TimeToEventEvaluation> timed(int unknown, int censored, Integer... events) {
    IncidenceFigures figures = new IncidenceFigures("any", List.of());
    return KINDS.timeToEvent(
        List.of(
            new TimeToEventEvaluation(
                "death",
                600,
                unknown,
                List.of(events),
                censored,
                figures,
                List.of(figures),
                List.of(LOWEST, HIGHEST))));
  }

  @Test
  void daysBetweenWhichFewLeftTheRiskOrMetACauseAreJoined() {
    List<ObservedIncidence> thirds = timed(20, 50, 93, 107).get(0).observed();
    assertThat(thirds).extracting(ObservedIncidence::third).containsExactly(Third.HIGHEST);
    assertThat(thirds.get(0).steps()).extracting(Step::day).containsExactly(0, 200, 400);
  }

  @Test
  void outcomeWithACauseOfFewIsLeftOut() {
    assertThat(timed(20, 50, 93, 9)).isEmpty();
    assertThat(timed(20, 50, 93, 498)).as("few without any").isEmpty();
    assertThat(timed(20, 50, 93, 10)).hasSize(1);
  }

  @Test
  void fewWhoAreLeftOutOrCensoredAreHeldBack() {
    TimeToEventEvaluation shown = timed(3, 9, 93, 107).get(0);
    assertThat(shown.unknown()).isNull();
    assertThat(shown.censored()).isNull();
    assertThat(
            KINDS.counts(
                List.of(
                    new CountEvaluation(
                        "contacts",
                        600,
                        9,
                        1.5,
                        new AnswerFigures<CountMetric>("model", Map.of(), Map.of()),
                        List.of()))))
        .extracting(CountEvaluation::unknown)
        .containsExactly((Integer) null);
  }

  @Test
  void nextEventsWithAClassOfFewAreLeftOut() {
    assertThat(KINDS.nextEvents(List.of(next(30, 9, 60)))).isEmpty();
    assertThat(KINDS.nextEvents(List.of(next(30, 10, 60)))).hasSize(1);
  }

  private static NextEventEvaluation next(Integer... counts) {
    return new NextEventEvaluation(
        "next",
        100,
        20,
        List.of("a", "b"),
        List.of(counts),
        new AnswerFigures<NextEventMetric>("model", Map.of(), Map.of()),
        List.of());
  }
}
