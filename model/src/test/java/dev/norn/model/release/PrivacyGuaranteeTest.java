package dev.norn.model.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.model.accounting.PrivacyGuarantee;
import dev.norn.model.privacy.PrivacyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyGuaranteeTest {

  private static final PrivacyGuarantee PLANNED =
      PrivacyGuarantee.of(
          1e-5,
          1,
          1.2,
          List.of(
              new PrivacyGuarantee.Stage("pre-training", 600, 0.1, 20, 0),
              new PrivacyGuarantee.Stage("fine-tuning", 500, 0.2, 30, 0)));

  @TempDir private Path folder;

  @Test
  void isPartOfTheReleaseAndOfItsCard() throws IOException {
    PrivacyGuarantee done = PLANNED.after(List.of(20L, 18L));
    TestingContent content = new TestingContent(folder);
    Release release = content.writeWith(done);
    assertThat(Release.open(release.folder()).privacy()).contains(done);
    assertThat(done.epsilon()).isEqualTo(PLANNED.epsilon());
    assertThat(release.card())
        .contains("noise multiplier 1.2", "fine-tuning 18 of 30 planned steps")
        .contains("- people of the validation side");
    Release plain = content.write("2026-01-02T03:04:05Z");
    assertThat(plain.privacy()).isEmpty();
    assertThat(plain.card()).contains("Trained without differential privacy");
    assertThat(plain.folder().resolve("release.json")).content().doesNotContain("\"privacy\"");
  }

  @Test
  void moreStepsThanAccountedForMakeNoPrivateRelease() {
    assertThatThrownBy(() -> PLANNED.after(List.of(20L, 31L)))
        .hasMessageContaining("[fine-tuning] 31 private steps were taken, 30 accounted for");
  }

  @Test
  void standsInTheReportOfAttacksAndReportsWithoutOneAreStillRead() throws IOException {
    Release release = new TestingContent(folder).writeWith(PLANNED);
    report(release, PLANNED).write(release);
    assertThat(PrivacyReport.of(release).orElseThrow().guarantee()).isEqualTo(PLANNED);
    report(release, null).write(release);
    assertThat(Files.readString(release.folder().resolve("privacy.json")))
        .doesNotContain("guarantee");
    assertThat(PrivacyReport.of(release).orElseThrow().guarantee()).isNull();
  }

  private static PrivacyReport report(Release release, PrivacyGuarantee guarantee) {
    return new PrivacyReport(
        release.id(),
        release.corpusId(),
        "2026-01-02T03:04:05Z",
        1,
        300,
        300,
        List.of(),
        List.of(),
        null,
        guarantee);
  }
}
