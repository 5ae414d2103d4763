package dev.norn.bench;

import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * As many people as one likes: the first few versions of each of a nation's lives, again and again
 * under other pseudonyms. Whoever keeps histories by person cannot tell them from other people.
 */
final class PeopleCopied {

  /** Versions of each person, at most. */
  static final int VERSIONS = 8;

  private static final int PSEUDONYM = 32;

  private final List<List<LifeEvent>> lives;

  private PeopleCopied(List<List<LifeEvent>> lives) {
    this.lives = lives;
  }

  static PeopleCopied of(NationEvents nation) throws IOException {
    Map<PersonId, List<LifeEvent>> lives = new TreeMap<>();
    nation.forEach(
        event -> lives.computeIfAbsent(event.person(), any -> new ArrayList<>()).add(event));
    return new PeopleCopied(
        lives.values().stream()
            .map(
                life ->
                    life.stream()
                        .sorted(
                            Comparator.comparing(LifeEvent::occurred)
                                .thenComparing(LifeEvent.BY_VERSION))
                        .limit(VERSIONS)
                        .toList())
            .toList());
  }

  /** All of a person's versions one after the other: nothing is to be learnt here about order. */
  void forEach(int people, Consumer<LifeEvent> taker) {
    for (int person = 0; person < people; person++) {
      List<LifeEvent> life = lives.get(person % lives.size());
      PersonId pseudonym = pseudonym(person);
      life.forEach(version -> taker.accept(of(pseudonym, version)));
    }
  }

  private static LifeEvent of(PersonId person, LifeEvent version) {
    return new LifeEvent(
        person,
        version.register(),
        version.row(),
        version.occurred(),
        version.until(),
        version.recorded(),
        version.revision(),
        version.kind(),
        version.fields());
  }

  private static PersonId pseudonym(int person) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(Integer.toString(person).getBytes(StandardCharsets.UTF_8));
      return new PersonId(HexFormat.of().formatHex(hash).substring(0, PSEUDONYM));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
