package dev.norn.bench;

import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The events of a nation as its registers deliver them, file by file; none is kept in memory. */
final class NationEvents {

  private final Path study;

  private NationEvents(Path study) {
    this.study = study;
  }

  /**
   * @param study a new folder
   */
  static NationEvents of(int people, long seed, Path study) throws IOException {
    System.err.println("a nation of " + Line.number(people) + " people");
    new Nation(NationSpec.standard().withPeople(people).withSeed(seed))
        .write(study, 2, 0, done -> {});
    return new NationEvents(study);
  }

  /**
   * @param study a nation that has been written
   */
  static NationEvents in(Path study) {
    return new NationEvents(study);
  }

  /** Of the history and of the live year. */
  void forEach(Consumer<LifeEvent> taker) throws IOException {
    forEach("data", taker);
    forEach("live", taker);
  }

  /**
   * @param part data or live
   */
  void forEach(String part, Consumer<LifeEvent> taker) throws IOException {
    for (RegisterDefinition register : BriefRelease.registers(study)) {
      NationLives.read(study.resolve(part), register, taker);
    }
  }
}
