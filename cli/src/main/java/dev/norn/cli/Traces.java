package dev.norn.cli;

import dev.norn.cli.local.WorkFolder;
import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.release.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where a person was used, as far as the work folder and given corpora tell. */
final class Traces {

  private final WorkFolder folder;
  private final List<Path> others;

  /**
   * @param others folders of corpora outside the work folder
   */
  Traces(WorkFolder folder, List<Path> others) {
    this.folder = folder;
    this.others = others;
  }

  /** A line for each corpus that holds the person, and for each release. */
  List<String> of(PersonId person) throws IOException {
    List<String> lines = new ArrayList<>();
    // By id of the corpus; empty where it does not hold the person.
    Map<String, Optional<Split>> splits = new TreeMap<>();
    for (Path path : corpora()) {
      Corpus corpus = Corpus.open(path);
      Optional<Split> split = split(corpus, person);
      splits.put(corpus.manifest().id(), split);
      split.ifPresent(
          found ->
              lines.add(
                  "corpus %s holds the person's sequence, %s; write it anew"
                      .formatted(
                          path,
                          found == Split.NONE
                              ? "on no side of the split"
                              : "in the " + found.label() + " split")));
    }
    for (Path path : folders(folder.releases())) {
      Release release = Release.open(path);
      lines.add("release " + release.id() + " " + use(splits.get(release.corpusId())));
    }
    return lines;
  }

  private static String use(Optional<Split> split) {
    if (split == null) {
      return "may have been trained with the person: its corpus is not here; name it with --corpus";
    }
    return split
        .map(
            found ->
                switch (found) {
                  case NONE -> "was made without the person, who was on no side of the split";
                  case TEST -> "was evaluated with the person";
                  default ->
                      "was trained with the person, who was in the " + found.label() + " split";
                })
        .orElse("was made without the person");
  }

  private static Optional<Split> split(Corpus corpus, PersonId person) {
    for (Split split : Split.values()) {
      try (Stream<CorpusExample> examples = corpus.examples(split)) {
        if (examples.anyMatch(example -> example.sequence().person().equals(person))) {
          return Optional.of(split);
        }
      }
    }
    return Optional.empty();
  }

  private List<Path> corpora() throws IOException {
    return Stream.concat(folders(folder.corpora()).stream(), others.stream()).toList();
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }
}
