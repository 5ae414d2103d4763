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

  /**
   * @param contentHash of the version
   * @return false when this version was known already
   */
  boolean add(String contentHash, LifeEvent version) throws Exception {
    if (versions.contains(contentHash)) {
      return false;
    }
    versions.put(contentHash, version);
    days.put(day(version), held(version) + 1);
    return true;
  }

  /** Whether the version's day has too many: then no further one makes a difference. */
  boolean isFull(LifeEvent version) throws Exception {
    return held(version) > History.MOST_A_DAY;
  }

  void refuse(String contentHash) throws Exception {
    refused.put(contentHash, true);
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
    return history(versions);
  }

  static History history(MapState<String, LifeEvent> versions) throws Exception {
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
