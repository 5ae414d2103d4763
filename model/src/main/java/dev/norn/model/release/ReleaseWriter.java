package dev.norn.model.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.ContentHash;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.graph.TrainingLog;
import dev.norn.model.space.SpaceReport;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts a release's folder together and names it by its content; one writer a folder at a time. */
public final class ReleaseWriter {

  private final Path releases;

  /**
   * @param releases folder in which each release has one of its own
   */
  public ReleaseWriter(Path releases) {
    this.releases = releases;
  }

  /** Without a look at the space of tokens. */
  public Release write(
      ReleaseContent draft, Vocabulary vocabulary, Evaluation evaluation, Path savedModel)
      throws IOException {
    return write(draft, vocabulary, evaluation, null, savedModel);
  }

  /**
   * @param draft all that {@code release.json} is to say; its {@code files} are computed here
   * @param space null where it was not looked at
   * @param savedModel folder that is copied
   * @return the release, opened; the same content written twice is one release
   * @throws ReleaseException when the vocabulary is not the one the draft names
   */
  public Release write(
      ReleaseContent draft,
      Vocabulary vocabulary,
      Evaluation evaluation,
      SpaceReport space,
      Path savedModel)
      throws IOException {
    if (!vocabulary.hash().equals(draft.vocabularyHash())) {
      throw new ReleaseException(
          releases.toString(),
          "the model was trained with vocabulary "
              + draft.vocabularyHash()
              + ", given "
              + vocabulary.hash()
              + "; give the vocabulary of the corpus");
    }
    // What a killed run left must not get into this release.
    Path staging = releases.resolve("unfinished");
    delete(staging);
    Files.createDirectories(staging);
    try {
      vocabulary.write(staging.resolve(Release.VOCABULARY));
      copy(savedModel, staging.resolve(Release.SAVED_MODEL));
      ReleaseContent content = withFiles(draft, files(staging));
      ObjectNode json = CanonicalJson.tree(content);
      String id = Release.id(json);
      json.put("id", id);
      Files.writeString(staging.resolve(Release.FILE), CanonicalJson.write(json));
      Files.writeString(
          staging.resolve(Release.CARD), new ModelCard(id, content, evaluation, space).text());
      Path report = staging.resolve("report");
      new HtmlReport(id, content, evaluation, space).write(report);
      TrainingLog[] logs = CanonicalJson.read(content.training(), TrainingLog[].class);
      Files.writeString(
          report.resolve("learning-curve.svg"), new LearningCurve(List.of(logs)).svg());
      if (space != null) {
        Files.writeString(report.resolve("space.json"), CanonicalJson.write(space));
      }
      return Release.open(publish(staging, releases.resolve(id)));
    } finally {
      delete(staging);
    }
  }

  private static Path publish(Path staging, Path folder) throws IOException {
    if (!Files.exists(folder)) {
      Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return folder;
  }

  private static Map<String, String> files(Path staging) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(staging)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = staging.relativize(file).toString().replace('\\', '/');
        files.put(name, ContentHash.of(file));
      }
    }
    return files;
  }

  private static ReleaseContent withFiles(ReleaseContent draft, Map<String, String> files) {
    return new ReleaseContent(
        draft.formatVersion(),
        draft.created(),
        draft.architecture(),
        draft.vocabularyHash(),
        draft.corpusId(),
        files,
        draft.landmark(),
        draft.cohort(),
        draft.outcomes(),
        draft.people(),
        draft.seeds(),
        draft.training(),
        draft.evaluation(),
        draft.splitRule(),
        draft.embeddingMean(),
        draft.libraries(),
        draft.privacy());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(
            path,
            to.resolve(from.relativize(path).toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
