package dev.norn.streaming.operator;

import dev.norn.cohort.KinLink;
import dev.norn.event.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of a person when a corpus was built.
 *
 * @param removedBy place of the first of the cohort's rules that does not keep the person, or -1
 * @param newestRecorded newest register time of all the person's facts, used or not
 * @param lateFacts registers of the facts that the cohort does not take, as they were recorded
 *     after its known-by; one for each fact, none of somebody who is not in the corpus
 * @param endsAhead registers of the inputs whose end lies after the day of their recording;
 *     likewise
 * @param person null of somebody who is not in the corpus, like the side
 * @param split name of the side
 * @param links names of the links, as mother, by which the person's facts name kin; likewise none
 * @param kin pseudonyms, one for each of the links
 */
public record CorpusPerson(
    int removedBy,
    Instant newestRecorded,
    String[] lateFacts,
    String[] endsAhead,
    String person,
    String split,
    String[] links,
    String[] kin) {

  private static final String[] NONE = {};

  static CorpusPerson removed(int by, Instant newestRecorded) {
    return new CorpusPerson(by, newestRecorded, NONE, NONE, null, null, NONE, NONE);
  }

  /** The kin that the person's facts name. */
  public List<KinLink> kinLinks() {
    return IntStream.range(0, links.length)
        .mapToObj(i -> new KinLink(links[i], new PersonId(kin[i])))
        .toList();
  }
}
