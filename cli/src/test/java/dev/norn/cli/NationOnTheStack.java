package dev.norn.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.norn.cli.local.LocalStack;
import dev.norn.cli.local.WorkFolder;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.IngestionReport;
import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.model.training.TrainedRelease;
import dev.norn.streaming.CorpusJob;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A small nation ingested into a real broker, with a tiny release trained on it; servers stop after
 * the class.
 */
final class NationOnTheStack implements BeforeAllCallback, AfterAllCallback {

  private final int people;
  private Path folder;
  private Servers servers;
  private Study study;
  private IngestionReport ingested;
  private Vocabulary vocabulary;
  private CorpusJob.Result corpus;
  private TrainedRelease trained;

  NationOnTheStack(int people) {
    this.people = people;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Console console = new Console();
    folder = Files.createTempDirectory("norn-it");
    Path nation = folder.resolve("nation");
    new Nation(NationSpec.standard().withPeople(people)).write(nation, 2, 64, done -> {});
    tiny(nation.resolve("study.yaml"));
    study = Study.open(nation);
    servers = Servers.started(LocalStack.start(WorkFolder.at(folder.resolve("work")), line -> {}));
    ingested = IngestCommand.ingest(servers, study, study.data(null), console);
    vocabulary = VocabularyCommand.fit(servers, study);
    corpus =
        CorpusCommand.write(servers, study, vocabulary, CorpusCommand.newFolder(servers, study));
    TrainingOptions brief = TrainingOptions.brief(1);
    trained =
        TrainCommand.train(study, corpus.corpus(), vocabulary, servers.folder(), brief, console);
  }

  private static void tiny(Path studyFile) throws Exception {
    String text = Files.readString(studyFile).replace("model: small", "model: tiny");
    Files.writeString(studyFile, text, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** How many people the register files of the history tell of, as a reader of CSV counts them. */
  long peopleInTheFiles() throws IOException {
    Set<String> numbers = new HashSet<>();
    for (RegisterDefinition register : study.registers()) {
      RegisterDefinition.Source source = register.source();
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(study.data(null), source.files())) {
        for (Path file : files) {
          try (CsvReader<NamedCsvRecord> rows =
              CsvReader.builder()
                  .fieldSeparator(source.separator())
                  .ofNamedCsvRecord(
                      Files.newBufferedReader(file, Charset.forName(source.charset())))) {
            rows.forEach(row -> numbers.add(row.getField(register.person())));
          }
        }
      }
    }
    return numbers.size();
  }

  Servers servers() {
    return servers;
  }

  Study study() {
    return study;
  }

  IngestionReport ingested() {
    return ingested;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  CorpusJob.Result corpus() {
    return corpus;
  }

  TrainedRelease trained() {
    return trained;
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (servers != null) {
      servers.close();
    }
    CleanFolder.remove(folder);
  }
}
