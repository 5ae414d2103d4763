package dev.norn.cohort.kin;

import dev.norn.cohort.Fingerprint;
import dev.norn.cohort.KinLink;
import dev.norn.event.PersonId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which kin people's facts name, taken person by person in any order. People are kept by their
 * fingerprints: twenty bytes a link. Not thread-safe.
 */
public final class Kinship {

  private final List<String> links;
  private final boolean all;
  private final SortedMap<String, Long> stated = new TreeMap<>();
  private final LongStream.Builder people = LongStream.builder();
  private final LongStream.Builder kin = LongStream.builder();
  private final IntStream.Builder places = IntStream.builder();

  /**
   * @param links that count, such as mother, in an order; empty: all that are stated
   */
  public Kinship(List<String> links) {
    this.links = new ArrayList<>(links);
    this.all = links.isEmpty();
  }

  public void add(PersonId person, Collection<KinLink> named) {
    if (named.isEmpty()) {
      return;
    }
    long own = Fingerprint.of(person);
    for (KinLink each : named) {
      stated.merge(each.name(), 1L, Long::sum);
      if (all && !links.contains(each.name())) {
        links.add(each.name());
      }
      int place = links.indexOf(each.name());
      if (place >= 0) {
        people.add(own);
        kin.add(Fingerprint.of(each.kin()));
        places.add(place);
      }
    }
  }

  /** Names of all links that people's facts state, and how many state each. */
  public SortedMap<String, Long> stated() {
    return Collections.unmodifiableSortedMap(stated);
  }

  /** The links that count, in their order. */
  List<String> links() {
    return links;
  }

  /** What was taken; ask once. */
  KinGraph graph(LongStream others) {
    return new KinGraph(
        people.build().toArray(), kin.build().toArray(), places.build().toArray(), others);
  }
}
