package dev.norn.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.Split;
import dev.norn.outcome.OutcomeLabel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says beyond a probability, from encoding to the files that others read. */
class PredictedAnswerTest {

  private static final PredictedAnswer COUNT = new PredictedAnswer(2.5, null, null);
  private static final PredictedAnswer CLASS =
      new PredictedAnswer(null, PredictedAnswer.NO_EVENT, 0.75);

  private static EncodedPerson person() {
    return new EncodedPerson(
        "p",
        Split.NONE,
        LocalDate.of(2015, 12, 31),
        50,
        null,
        1,
        Instant.EPOCH,
        new float[] {1, 2, 3},
        new PredictedAnswer[] {COUNT, CLASS, PredictedAnswer.NOTHING},
        new OutcomeLabel[] {OutcomeLabel.POSITIVE, OutcomeLabel.UNKNOWN, OutcomeLabel.NEGATIVE});
  }

  @Test
  void encodedPartsKeepThem(@TempDir Path folder) throws Exception {
    ParquetRows<EncodedPerson> parts =
        EncodedParts.in(folder, List.of("contacts", "next", "death"));
    parts.write(0, List.of(person()));
    EncodedPerson read = parts.read(0).get(0);
    assertThat(read.answers()).containsExactly(COUNT, CLASS, PredictedAnswer.NOTHING);
    assertThat(read.logits()).containsExactly(1, 2, 3);
    assertThat(read.split()).isEqualTo(Split.NONE);
  }
}
