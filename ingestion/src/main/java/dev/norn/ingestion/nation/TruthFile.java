package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.LifeSimulation.LivedLife;
import dev.norn.ingestion.nation.LifeSimulation.TrueYear;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code truth/hazards.csv}: one row per person and year; no register and no model sees it. */
final class TruthFile implements Closeable {
  private final BufferedWriter writer;

  TruthFile(Path folder) throws IOException {
    Path truth = Files.createDirectories(folder.resolve("truth"));
    writer = Files.newBufferedWriter(truth.resolve("hazards.csv"));
    writer.write("person_number,year,death_hazard,emigration_hazard,alive,resident\n");
  }

  void write(LivedLife lived) throws IOException {
    for (TrueYear year : lived.truth()) {
      writer.write(
          String.join(
              ",",
              lived.life().number,
              Integer.toString(year.year()),
              written(year.death()),
              written(year.emigration()),
              year.alive() ? "1" : "0",
              year.resident() ? "1" : "0"));
      writer.write('\n');
    }
  }

  private static String written(double hazard) {
    return BigDecimal.valueOf(Math.round(hazard / Hazards.UNIT), 8).toPlainString();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
