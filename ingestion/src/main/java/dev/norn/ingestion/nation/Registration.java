package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.ClericalErrors.Slip;
import dev.norn.ingestion.nation.Draws.Stream;
import dev.norn.ingestion.nation.LifeSimulation.LivedLife;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How the registers come to know a life: usually after a delay, sometimes months late, sometimes
 * wrong at first, sometimes something that never happened. Draws of its own, so that the rates of
 * error change no life.
 */
final class Registration {

  /** What a version of a row does. */
  enum Action {
    /** New. */
    N,
    /** The end of a spell became known. */
    U,
    /** Corrected. */
    C,
    /** Withdrawn. */
    D
  }

  /** One line of a register file. */
  record Version(
      RegisterFile file,
      long row,
      LocalDate occurred,
      Instant recorded,
      int revision,
      Action action,
      List<String> content) {}

  private record Moment(Instant at, Action action) {}

  private final NationSpec spec;
  private final Parameters.Recording parameters;
  private final ClericalErrors errors;

  Registration(NationSpec spec, Parameters.Recording parameters, ClericalErrors errors) {
    this.spec = spec;
    this.parameters = parameters;
    this.errors = errors;
  }

  List<Version> versions(LivedLife lived) {
    Draws draws = lived.life().draws(Stream.REGISTRATION);
    List<Version> versions = new ArrayList<>();
    for (Fact fact : lived.facts().all()) {
      versions.addAll(ofTrue(fact, draws));
      if (fact.file() != RegisterFile.POPULATION && draws.chance(spec.withdrawalRate())) {
        versions.addAll(ofFalse(fact, lived.facts().nextRow(fact.file()), draws));
      }
    }
    return versions;
  }

  private List<Version> ofTrue(Fact fact, Draws draws) {
    Instant first = firstKnown(fact, draws);
    List<Moment> moments = new ArrayList<>();
    moments.add(new Moment(first, Action.N));
    boolean endKnown = fact.ended() == null;
    if (!endKnown) {
      Instant end =
          moment(fact.ended(), parameters.delayDays().get(fact.file().delayName()), draws);
      endKnown = !end.isAfter(first);
      if (!endKnown) {
        moments.add(new Moment(end, Action.U));
      }
    }
    boolean wrong = draws.chance(spec.correctionRate());
    Slip slip = wrong ? errors.slip(fact, draws) : null;
    if (wrong) {
      moments.add(new Moment(later(first, draws), Action.C));
    }
    moments.sort(Comparator.comparing(Moment::at));
    List<Version> versions = new ArrayList<>();
    for (Moment moment : moments) {
      wrong &= moment.action() != Action.C;
      endKnown |= moment.action() == Action.U;
      List<String> content = endKnown ? fact.whenEnded() : fact.content();
      versions.add(
          version(
              fact, fact.row(), moment, versions.size() + 1, wrong ? slip.in(content) : content));
    }
    return versions;
  }

  /** The fact once more under another row and not quite right, as a clerk enters it twice. */
  private List<Version> ofFalse(Fact fact, long row, Draws draws) {
    List<String> content = errors.slip(fact, draws).in(fact.content());
    Moment entered = new Moment(firstKnown(fact, draws), Action.N);
    Moment withdrawn = new Moment(later(entered.at(), draws), Action.D);
    return List.of(
        version(fact, row, entered, 1, content), version(fact, row, withdrawn, 2, content));
  }

  private static Version version(
      Fact fact, long row, Moment moment, int revision, List<String> content) {
    return new Version(
        fact.file(), row, fact.occurred(), moment.at(), revision, moment.action(), content);
  }

  private Instant firstKnown(Fact fact, Draws draws) {
    Instant known =
        moment(fact.known(), parameters.delayDays().get(fact.file().delayName()), draws);
    return draws.chance(spec.lateRate()) ? plusDays(known, parameters.lateDays(), draws) : known;
  }

  private Instant later(Instant from, Draws draws) {
    boolean old = draws.chance(parameters.oldCorrections());
    return plusDays(
        from, old ? parameters.oldCorrectionDays() : parameters.correctionDays(), draws);
  }

  /** Some second of the last hours of a day, so that a delay of no days is still after the fact. */
  private static Instant moment(LocalDate day, int[] delayDays, Draws draws) {
    LocalTime time = LocalTime.of(18, 0).plusSeconds(draws.between(0, 5 * 3600));
    return day.plusDays(draws.between(delayDays[0], delayDays[1]))
        .atTime(time)
        .toInstant(ZoneOffset.UTC);
  }

  private static Instant plusDays(Instant from, int[] days, Draws draws) {
    return from.plusSeconds(86_400L * draws.between(days[0], days[1]));
  }
}
