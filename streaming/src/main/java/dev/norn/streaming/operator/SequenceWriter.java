package dev.norn.streaming.operator;

import dev.norn.cohort.Cohort;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.model.release.Release;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.SequenceAssembler;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A history to an encoding request, under one cohort and one release: the cohort decides whether
 * the person is predicted for, the release's vocabulary how the sequence is written.
 */
final class SequenceWriter {

  private final Cohort cohort;
  private final String releaseFolder;
  private final SequenceAssembler assembler;

  /**
   * @param release a release whose files have been verified
   */
  SequenceWriter(Cohort cohort, Release release, String releaseFolder) {
    this.cohort = cohort;
    this.releaseFolder = releaseFolder;
    this.assembler =
        new SequenceAssembler(
            release.vocabulary(),
            cohort.landmark().span().latest(),
            cohort.knownByInstant(),
            release.maxLength());
  }

  static SequenceWriter open(Cohort cohort, String releaseFolder) {
    return new SequenceWriter(cohort, Release.open(Path.of(releaseFolder)), releaseFolder);
  }

  /**
   * @param since as of an {@link EncodingRequest}
   */
  EncodingRequest write(String person, History history, Cause cause, long since) {
    List<LifeEvent> inputs = cohort.inputs(history);
    LandmarkDate landmark = cohort.landmarkOf(inputs);
    Optional<String> excluded = cohort.exclusion(inputs).map(Enum::name);
    if (excluded.isPresent()) {
      return EncodingRequest.abstain(
          person,
          landmark.toString(),
          releaseFolder,
          excluded.get(),
          history.version(),
          newest(inputs),
          cause,
          since);
    }
    // An eligible person has a background, hence a sequence.
    return EncodingRequest.encode(
        landmark.toString(),
        releaseFolder,
        assembler.at(landmark).assemble(history).orElseThrow(),
        cause,
        since);
  }

  private static Instant newest(List<LifeEvent> inputs) {
    return inputs.stream()
        .map(LifeEvent::recorded)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
