package dev.norn.streaming.operator;

import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The current person's versions in keyed state, by content hash: a version that arrives again
 * changes nothing, and no order of arrival leaves a trace. Kept until the person is forgotten. Of a
 * day that has too many, one more than a history takes is kept: enough for it to be told.
 */
final class HistoryState {

  static final MapStateDescriptor<String, LifeEvent> VERSIONS =
      new MapStateDescriptor<>("versions", Types.STRING, LifeEventType.EVENT);

  private static final MapStateDescriptor<Integer, Integer> DAYS =
      new MapStateDescriptor<>("versions-of-day", Types.INT, Types.INT);

  private static final MapStateDescriptor<String, Boolean> REFUSED =
      new MapStateDescriptor<>("refused-versions", Types.STRING, Types.BOOLEAN);

  private final MapState<String, LifeEvent> versions;

  /** Content hashes of versions that are on the topic and not held. */
  private final MapState<String, Boolean> refused;

  /** How many versions are held, by day since 1970. */
  private final MapState<Integer, Integer> days;

  HistoryState(RuntimeContext context) {
    this.versions = context.getMapState(VERSIONS);
    this.days = context.getMapState(DAYS);
    this.refused = context.getMapState(REFUSED);
  }

  /** What became of a version. */
  enum Taken {
    NEW,
    /** It was held already. */
    AGAIN,
    /**
     * Its day has too many: no further one makes a difference. That it is on the topic is noted.
     */
    REFUSED
  }

  /**
   * @param contentHash of the version
   */
  Taken add(String contentHash, LifeEvent version) throws Exception {
    int held = held(version);
    if (held > History.MOST_A_DAY) {
      noteRefused(contentHash);
      return Taken.REFUSED;
    }
    if (versions.contains(contentHash)) {
      return Taken.AGAIN;
    }
    versions.put(contentHash, version);
    days.put(day(version), held + 1);
    return Taken.NEW;
  }

  /** That a message of this version is on the topic, though it is not held. */
  void noteRefused(String version) throws Exception {
    refused.put(version, true);
  }

  private int held(LifeEvent version) throws Exception {
    Integer held = days.get(day(version));
    return held == null ? 0 : held;
  }

  private static int day(LifeEvent version) {
    return Math.toIntExact(version.occurred().toEpochDay());
  }

  boolean isEmpty() throws Exception {
    return versions.isEmpty();
  }

  History history() throws Exception {
    List<LifeEvent> all = new ArrayList<>();
    versions.values().forEach(all::add);
    return History.ofDistinct(all);
  }

  /**
   * @return null where it is not held
   */
  LifeEvent version(String contentHash) throws Exception {
    return versions.get(contentHash);
  }

  /** Of all versions that the topic holds, those that were refused included. */
  Iterable<String> contentHashes() throws Exception {
    List<String> hashes = new ArrayList<>();
    versions.keys().forEach(hashes::add);
    refused.keys().forEach(hashes::add);
    return hashes;
  }

  void clear() {
    versions.clear();
    days.clear();
    refused.clear();
  }
}
