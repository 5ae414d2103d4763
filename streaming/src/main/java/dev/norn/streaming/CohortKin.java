package dev.norn.streaming;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.KinLink;
import dev.norn.cohort.kin.Kinship;
import dev.norn.event.PersonId;
import dev.norn.streaming.operator.KinFunction;
import dev.norn.streaming.operator.PersonKin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.CloseableIterator;

/**
 * Who is in a cohort, and whom everybody, in it or not, names as kin: one bounded pass over all
 * that is on the topic.
 *
 * @param people of the cohort
 * @param kinship by the facts known by the cohort's known-by
 */
public record CohortKin(List<PersonId> people, Kinship kinship) {

  /**
   * @param registers whose facts count; empty for all
   * @param links that count, in their order
   */
  public static CohortKin read(
      String bootstrapServers,
      int parallelism,
      Set<String> registers,
      Cohort cohort,
      List<String> links)
      throws Exception {
    List<PersonId> people = new ArrayList<>();
    Kinship kinship = new Kinship(links);
    try (CloseableIterator<PersonKin> each =
        BoundedHistories.of(bootstrapServers, parallelism, registers)
            .histories()
            .flatMap(new KinFunction(cohort), TypeInformation.of(PersonKin.class))
            .executeAndCollect("norn split")) {
      each.forEachRemaining(
          person -> {
            PersonId id = new PersonId(person.person());
            if (person.inCohort()) {
              people.add(id);
            }
            kinship.add(id, links(person));
          });
    }
    return new CohortKin(people, kinship);
  }

  private static List<KinLink> links(PersonKin person) {
    return IntStream.range(0, person.links().length)
        .mapToObj(i -> new KinLink(person.links()[i], new PersonId(person.kin()[i])))
        .toList();
  }
}
