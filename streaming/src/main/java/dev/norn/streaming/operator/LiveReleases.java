package dev.norn.streaming.operator;

import dev.norn.cohort.Cohort;
import dev.norn.ingestion.topic.ActiveRelease;
import dev.norn.model.release.ServedRelease;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Which releases predict: the active one, and for a stated time the one before it; and what writes
 * sequences for them.
 */
final class LiveReleases {

  /** On every subtask alike. */
  static final MapStateDescriptor<String, String> STATE =
      new MapStateDescriptor<>("active-release", Types.STRING, Types.STRING);

  private static final String ACTIVE = "active";
  private static final String PREVIOUS = "previous";
  private static final String PREVIOUS_UNTIL = "previous-until";

  private final Map<String, SequenceWriter> writers = new HashMap<>();

  /** Of the cohort at its landmark of the moment; another landmark needs writers of its own. */
  private Cohort writersCohort;

  /**
   * @throws RuntimeException when the release cannot be served; then nothing changes
   */
  static void activate(ActiveRelease release, BroadcastState<String, String> state)
      throws Exception {
    ServedRelease.open(Path.of(release.folder())).close();
    String before = state.get(ACTIVE);
    // The same again, as after a restart, leaves the one beside it.
    if (!release.folder().equals(before)) {
      state.put(ACTIVE, release.folder());
      if (before == null || release.previousUntil() == null) {
        state.remove(PREVIOUS);
      } else {
        state.put(PREVIOUS, before);
      }
    }
    if (release.previousUntil() != null) {
      state.put(PREVIOUS_UNTIL, release.previousUntil().toString());
    }
  }

  /** Folders of those that predict now, the active one first; none before there is one. */
  static List<String> folders(ReadOnlyBroadcastState<String, String> state, long now)
      throws Exception {
    String active = state.get(ACTIVE);
    String previous = state.get(PREVIOUS);
    if (previous == null
        || !Instant.parse(state.get(PREVIOUS_UNTIL)).isAfter(Instant.ofEpochMilli(now))) {
      return active == null ? List.of() : List.of(active);
    }
    return List.of(active, previous);
  }

  /**
   * @param cohort at the landmark that the sequence ends at
   */
  SequenceWriter writer(String folder, Cohort cohort) {
    if (!cohort.equals(writersCohort) || writers.size() > 2) {
      writers.clear();
      writersCohort = cohort;
    }
    return writers.computeIfAbsent(folder, absent -> SequenceWriter.open(cohort, absent));
  }
}
