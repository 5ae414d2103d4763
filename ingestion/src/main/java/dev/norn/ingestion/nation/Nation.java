package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.LifeSimulation.LivedLife;
import dev.norn.ingestion.nation.Registration.Version;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Writes a synthetic nation as a study: register files with late, wrong and withdrawn rows, their
 * definitions, a cohort and an outcome, and beside them the hazards that were simulated. For the
 * course of the hazards see {@code truth/README.md} of a written study.
 */
public final class Nation {
  private Nation() {}

  /**
   * Streams the study into a folder; memory does not grow with the number of people. The same spec
   * gives the same bytes.
   *
   * @param folder created when absent; must be empty
   * @param progress told the number of people written so far, after each
   * @throws DirectoryNotEmptyException when the folder holds anything
   */
  public static void write(NationSpec spec, Path folder, LongConsumer progress) throws IOException {
    requireEmpty(Files.createDirectories(folder));
    Parameters parameters = Parameters.shipped();
    CodeLists codes = CodeLists.shipped();
    LifeSimulation simulation = new LifeSimulation(spec, parameters, codes);
    Registration registration =
        new Registration(spec, parameters.recording(), new ClericalErrors(parameters, codes));
    try (Delivery delivery = new Delivery(spec, folder);
        TruthFile truth = new TruthFile(folder)) {
      for (int person = 0; person < spec.people(); person++) {
        LivedLife lived = simulation.live(person);
        truth.write(lived);
        for (Version version : registration.versions(lived)) {
          delivery.write(lived.life().number, version);
        }
        progress.accept(person + 1L);
      }
    }
    // Last, so that a folder with study.yaml is a whole study.
    NationResource.copyAll(folder);
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) {
        throw new DirectoryNotEmptyException(
            "[" + folder + "] holds files, expected an empty folder; name a new one");
      }
    }
  }
}
