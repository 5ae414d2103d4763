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
 * changes nothing, and no order of arrival leaves a trace. Kept until the person is forgotten.
 */
final class HistoryState {

  static final MapStateDescriptor<String, LifeEvent> VERSIONS =
      new MapStateDescriptor<>("versions", Types.STRING, LifeEventType.EVENT);

  private final MapState<String, LifeEvent> versions;

  HistoryState(RuntimeContext context) {
    this.versions = context.getMapState(VERSIONS);
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
    return true;
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

  Iterable<String> contentHashes() throws Exception {
    return versions.keys();
  }

  void clear() {
    versions.clear();
  }
}
