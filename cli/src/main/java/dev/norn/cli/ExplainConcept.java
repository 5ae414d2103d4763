package dev.norn.cli;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.explain.Concept;
import dev.norn.model.explain.ConceptEffect;
import dev.norn.model.explain.ConceptLayer;
import dev.norn.model.explain.ConceptStudy;
import dev.norn.model.explain.LearntConcept;
import dev.norn.model.release.Release;
import dev.norn.streaming.ReleaseActivation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What people have in common, as a direction in a model, and what it does to outcomes. */
@Command(
    name = "concept",
    mixinStandardHelpOptions = true,
    description = {
      "Learn concepts, each a *.concept.yaml that says which tokens of a life give it, from people of"
          + " the validation side, and print whether the logits of people of the test side rise"
          + " towards them, beside random concepts (TCAV).",
      "The directions are kept in the database, where norn_research.concept_score asks for them."
          + " Give all concepts at once: p-values are adjusted over everything that is asked together."
    })
final class ExplainConcept implements Callable<Integer> {

  @Mixin private ExplainedRelease explained;
  @Mixin private PeopleOptions people;

  @Option(
      names = "--concept",
      required = true,
      paramLabel = "FILE",
      description = "a *.concept.yaml; may be given several times")
  private List<Path> files;

  @Option(
      names = "--outcome",
      paramLabel = "NAME",
      description = "may be given several times (default: every outcome of the release)")
  private List<String> outcomes;

  @Option(
      names = "--random-concepts",
      paramLabel = "NUMBER",
      defaultValue = "500",
      description = "that a concept is held against, 20 or more (default: ${DEFAULT-VALUE})")
  private int randomConcepts;

  @Override
  public Integer call() throws Exception {
    Release release = explained.open();
    List<Concept> concepts = concepts();
    Map<String, Integer> asked = new LinkedHashMap<>();
    (outcomes == null ? release.outcomes() : outcomes)
        .forEach(outcome -> asked.put(outcome, ExplainedRelease.place(release, outcome)));
    Corpus corpus = explained.corpus(release);
    ConceptStudy.Findings findings =
        new ConceptStudy(
                release.folder(),
                release.vocabulary(),
                people.of(corpus, Split.VALIDATION),
                people.of(corpus, Split.TEST),
                randomConcepts,
                people.seed())
            .run(concepts, asked);
    try (Servers servers = explained.work().servers(new Console())) {
      new ReleaseActivation(servers.bootstrapServers(), servers.database()).register(release);
      new ConceptRows(release.id(), people.seed(), randomConcepts)
          .write(servers.database(), findings);
    }
    print(release, findings);
    return ExitCode.DONE.code();
  }

  private List<Concept> concepts() {
    List<Concept> concepts = files.stream().map(Concept::read).toList();
    long names = concepts.stream().map(Concept::name).distinct().count();
    if (names < concepts.size()) {
      throw new IllegalArgumentException(
          "[--concept] found two concepts of one name; expected a name for each. Rename one");
    }
    return concepts;
  }

  private void print(Release release, ConceptStudy.Findings findings) {
    System.out.printf(
        """
        release %s, seed %d, %d random concepts

        | concept | people with it | without | AUROC of people not learnt from |
        |---|---:|---:|---|
        """,
        release.id(), people.seed(), randomConcepts);
    for (LearntConcept each : findings.concepts()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %,d | %,d | %s |%n",
          each.concept().name(),
          each.people(),
          each.others(),
          each.auroc());
    }
    System.out.println(
        """

        | concept | outcome | figure | of the concept | of random concepts | p | adjusted |
        |---|---|---|---|---|---:|---:|""");
    for (ConceptEffect each : findings.effects()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s | %.3f to %.3f | %.4f | %.4f |%n",
          each.concept(),
          each.outcome(),
          each.layer() == ConceptLayer.ENCODED ? "TCAV score" : "derivative at the embedding",
          each.effect(),
          each.nullLow(),
          each.nullHigh(),
          each.p(),
          each.adjusted());
    }
    System.out.println("\n" + ExplainCommand.CAVEAT);
  }
}
