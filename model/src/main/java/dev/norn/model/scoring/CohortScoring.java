package dev.norn.model.scoring;

import dev.norn.cohort.Split;
import dev.norn.model.calibration.Abstention;
import dev.norn.model.calibration.OutcomeCalibration;
import dev.norn.model.calibration.PeopleGroups;
import dev.norn.model.calibration.ReleaseCalibration;
import dev.norn.model.evaluation.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import java.util.stream.DoubleStream;

/**
 * Makes of a run's encoded people its figures: calibrates, abstains, ranks, and writes a row for
 * each person and outcome. Doing it again writes the same.
 */
public final class CohortScoring {

  private final ScoringFolder folder;
  private final List<String> outcomes;
  private final List<OutcomeCalibration> calibrations = new ArrayList<>();
  private final List<Abstention> abstentions = new ArrayList<>();
  private final List<CohortRanks> ranks = new ArrayList<>();
  private final List<OutcomeTally> tallies = new ArrayList<>();
  private long people;
  private long abstained;

  /** Takes the rows of a part before it counts as done; may be given a part again. */
  @FunctionalInterface
  public interface Sink {
    void write(List<ScoredPerson> rows) throws Exception;
  }

  /**
   * @param folder whose people are encoded
   * @param calibration that the run names
   */
  public CohortScoring(ScoringFolder folder, ReleaseCalibration calibration) {
    this.folder = folder;
    this.outcomes = folder.spec().outcomeNames();
    for (String outcome : outcomes) {
      OutcomeCalibration of = calibration.outcome(outcome);
      calibrations.add(of);
      abstentions.add(new Abstention(folder.spec().abstention(), of));
      ranks.add(new CohortRanks());
      tallies.add(new OutcomeTally(of, folder.spec().disclosure()));
    }
  }

  /**
   * @param done told, as it goes, of how many people are done
   */
  public void run(Sink sink, LongConsumer done) throws Exception {
    ParquetRows<EncodedPerson> encoded = EncodedParts.in(folder.encoded(), outcomes);
    encoded.each(this::rank);
    ParquetRows<ScoredPerson> scored = ScoredParts.in(folder.scores(), folder.spec());
    for (int number = 0; number < encoded.parts(); number++) {
      List<ScoredPerson> rows = new ArrayList<>();
      for (EncodedPerson person : encoded.read(number)) {
        rows.addAll(rows(person));
      }
      sink.write(rows);
      scored.write(number, rows);
      done.accept(people);
    }
  }

  private void rank(EncodedPerson person) {
    for (int i = 0; i < outcomes.size(); i++) {
      if (reason(person, i).isEmpty()) {
        ranks.get(i).add(person.age(), person.sex(), probability(person, i));
      }
    }
  }

  private List<ScoredPerson> rows(EncodedPerson person) {
    List<ScoredPerson> rows = new ArrayList<>();
    boolean all = true;
    for (int i = 0; i < outcomes.size(); i++) {
      Optional<Abstention.Reason> reason = reason(person, i);
      ScoredPerson row =
          reason.isPresent() ? abstained(person, i, reason.get()) : predicted(person, i);
      rows.add(row);
      tallies.get(i).add(person, person.logits()[i], person.labels()[i], row);
      all &= reason.isEmpty();
    }
    people++;
    abstained += all ? 0 : 1;
    return rows;
  }

  private Optional<Abstention.Reason> reason(EncodedPerson person, int outcome) {
    return abstentions
        .get(outcome)
        .reason(person.logits()[outcome], PeopleGroups.of(person.age(), person.sex()));
  }

  private double probability(EncodedPerson person, int outcome) {
    return calibrations.get(outcome).probability(person.logits()[outcome]);
  }

  private ScoredPerson predicted(EncodedPerson person, int outcome) {
    Interval interval = calibrations.get(outcome).interval(person.logits()[outcome]);
    double probability = interval.estimate();
    OptionalDouble percentile =
        ranks.get(outcome).percentile(person.age(), person.sex(), probability);
    return new ScoredPerson(
        person.person(),
        person.landmark(),
        person.split(),
        outcomes.get(outcome),
        probability,
        orNull(interval.low()),
        orNull(interval.high()),
        ranks.get(outcome).decile(probability),
        percentile.isPresent() ? percentile.getAsDouble() : null,
        null,
        person.historyVersion(),
        person.newestRecorded(),
        person.answers()[outcome]);
  }

  private ScoredPerson abstained(EncodedPerson person, int outcome, Abstention.Reason reason) {
    return new ScoredPerson(
        person.person(),
        person.landmark(),
        person.split(),
        outcomes.get(outcome),
        null,
        null,
        null,
        null,
        null,
        reason.name(),
        person.historyVersion(),
        person.newestRecorded(),
        PredictedAnswer.NOTHING);
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** How many there were; once it has run. */
  public long people() {
    return people;
  }

  /** Of these, how many have no probability for at least one outcome. */
  public long abstained() {
    return abstained;
  }

  List<OutcomeTally> tallies() {
    return tallies;
  }

  /**
   * The run's probabilities of one outcome for those on one side of the split who are evaluated, in
   * the order of the corpus, whether or not the run abstains.
   */
  double[] probabilities(String outcome, Split split, EvaluatedPeople people) throws IOException {
    int place = outcomes.indexOf(outcome);
    DoubleStream.Builder probabilities = DoubleStream.builder();
    EncodedParts.in(folder.encoded(), outcomes)
        .each(
            person -> {
              if (person.split() == split && people.holds(split, person.person())) {
                probabilities.add(probability(person, place));
              }
            });
    return probabilities.build().toArray();
  }
}
