package dev.norn.model.privacy;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.StratifiedBootstrap;
import dev.norn.model.evaluation.TokenDivision;
import dev.norn.model.release.Release;
import dev.norn.model.serving.BatchEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Attacks a release with the people of the corpus that it was trained on. */
public final class PrivacyAudit {

  /** Of each side, at least; below that an interval says nothing. */
  public static final int LEAST_PEOPLE = 200;

  private final Release release;
  private final Corpus corpus;
  private final int people;
  private final long seed;

  /**
   * @param corpus that the release was trained on
   * @param people of each side who are drawn, about
   * @param seed of the draw, the halves and the intervals
   */
  public PrivacyAudit(Release release, Corpus corpus, int people, long seed) {
    if (!corpus.manifest().id().equals(release.corpusId())) {
      throw new IllegalArgumentException(
          "[privacy] the release was trained on corpus %s; found %s. Give the corpus whose training people are the release's"
              .formatted(release.corpusId(), corpus.manifest().id()));
    }
    this.release = release;
    this.corpus = corpus;
    this.people = people;
    this.seed = seed;
  }

  /**
   * @param sexTokens of the vocabulary
   * @param divisions of people into groups, whose tokens are attributes to guess
   * @param bound most that the upper end of a membership attack's AUROC may be; null for none
   * @throws IllegalArgumentException if a side has fewer than {@value #LEAST_PEOPLE} people
   */
  public PrivacyReport attack(Set<Integer> sexTokens, List<TokenDivision> divisions, Double bound)
      throws Exception {
    AttackedPeople members;
    AttackedPeople others;
    try (BatchEncoder encoder = new BatchEncoder(release.folder())) {
      members = drawn(Split.TRAIN, encoder);
      others = drawn(Split.TEST, encoder);
    }
    StratifiedBootstrap bootstrap = StratifiedBootstrap.withSeed(seed);
    List<Attack> membership =
        new MembershipAttacks(release.outcomes(), seed, bootstrap).on(members.and(others));
    List<Attribute> attributes =
        new AttributeAttacks(release.vocabulary(), sexTokens, divisions, seed, bootstrap)
            .on(others);
    return new PrivacyReport(
        release.id(),
        corpus.manifest().id(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        seed,
        members.size(),
        others.size(),
        membership,
        attributes,
        bound,
        release.privacy().orElse(null));
  }

  private AttackedPeople drawn(Split side, BatchEncoder encoder) throws Exception {
    AttackedPeople drawn = AttackedPeople.of(corpus, side, people, seed, encoder);
    if (drawn.size() < LEAST_PEOPLE) {
      throw new IllegalArgumentException(
          "[privacy] %d people of side %s; expected %d or more: intervals of fewer say nothing"
              .formatted(drawn.size(), side, LEAST_PEOPLE));
    }
    return drawn;
  }
}
