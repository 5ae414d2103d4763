package dev.norn.model.scoring;

import dev.norn.model.calibration.PeopleGroups;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.release.Release;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.Encoding;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Encodes everybody of a corpus, some thousand people at a time. Each such part is written when it
 * is done, and not done again by a run that goes on.
 */
public final class CohortEncoding {

  private static final int PART = 2_048;

  private final ScoringFolder folder;
  private final Release release;
  private final PeopleGroups groups;
  private final int[] places;
  private final List<HeadSpec> heads;

  /** Takes the people of a part before the part counts as done; may be given a part again. */
  @FunctionalInterface
  public interface Sink {
    void write(List<CorpusExample> people, List<Encoding> encodings) throws Exception;
  }

  public CohortEncoding(ScoringFolder folder, Release release) {
    this.folder = folder;
    this.release = release;
    this.groups = PeopleGroups.of(folder.spec().sexTokens(), release.vocabulary());
    this.heads = release.heads();
    this.places =
        folder.spec().outcomeNames().stream().mapToInt(release.outcomes()::indexOf).toArray();
  }

  /**
   * @param done told, as it goes, of how many people are done
   */
  public void run(Corpus corpus, Sink sink, LongConsumer done) throws Exception {
    ParquetRows<EncodedPerson> parts =
        EncodedParts.in(folder.encoded(), folder.spec().outcomeNames());
    try (BatchEncoder encoder = new BatchEncoder(release.folder());
        Stream<CorpusExample> everybody = corpus.everybody()) {
      Iterator<CorpusExample> each = everybody.iterator();
      long people = 0;
      for (int number = 0; each.hasNext(); number++) {
        List<CorpusExample> part = next(each);
        if (!parts.has(number)) {
          write(parts, number, part, encoder, sink);
        }
        people += part.size();
        done.accept(people);
      }
    }
  }

  private static List<CorpusExample> next(Iterator<CorpusExample> each) {
    List<CorpusExample> part = new ArrayList<>();
    while (part.size() < PART && each.hasNext()) {
      part.add(each.next());
    }
    return part;
  }

  private void write(
      ParquetRows<EncodedPerson> parts,
      int number,
      List<CorpusExample> people,
      BatchEncoder encoder,
      Sink sink)
      throws Exception {
    List<Encoding> encodings =
        encoder.encode(people.stream().map(CorpusExample::sequence).toList());
    sink.write(people, encodings);
    List<EncodedPerson> rows = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      rows.add(row(people.get(i), encodings.get(i)));
    }
    parts.write(number, rows);
  }

  private EncodedPerson row(CorpusExample person, Encoding encoding) {
    List<String> outcomes = folder.spec().outcomeNames();
    float[] logits = new float[places.length];
    PredictedAnswer[] answers = new PredictedAnswer[places.length];
    OutcomeLabel[] labels = new OutcomeLabel[places.length];
    for (int i = 0; i < places.length; i++) {
      logits[i] = encoding.logits()[places[i]];
      answers[i] = PredictedAnswer.of(heads.get(places[i]), encoding, places[i]);
      labels[i] = person.label(outcomes.get(i));
    }
    return new EncodedPerson(
        person.sequence().person().value(),
        person.split(),
        person.sequence().landmark().date(),
        person.ageAtLandmark(),
        groups.sex(person),
        person.sequence().historyVersion(),
        person.sequence().newestRecorded(),
        logits,
        answers,
        labels);
  }
}
