package dev.norn.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.ingestion.topic.RejectionReason;
import org.junit.jupiter.api.Test;

class IngestionReportTest {

  private static IngestionReport report(int accepted, RejectionReason... rejections) {
    IngestionReport report = new IngestionReport();
    report.countFile();
    for (int i = 0; i < accepted; i++) {
      report.countRow();
      report.countAccepted(2);
    }
    for (RejectionReason reason : rejections) {
      if (!reason.wholeFile()) {
        report.countRow();
      }
      report.countRejected(reason);
    }
    return report;
  }

  @Test
  void shareOfRejectedRowsIsHeldAgainstTheLimit() {
    IngestionReport report = report(99, RejectionReason.UNKNOWN_CODE);

    assertThat(report.withinLimit(0.01)).isTrue();
    assertThat(report.withinLimit(0.0099)).isFalse();
  }

  @Test
  void rejectedFileIsAlwaysTooMuch() {
    IngestionReport report = report(99, RejectionReason.TRUNCATED_FILE);

    assertThat(report.withinLimit(1)).isFalse();
    assertThat(report.rejectedFiles()).isEqualTo(1);
    assertThat(report.rejectedRows()).isZero();
    assertThat(report.reconciles()).isTrue();
  }

  @Test
  void rowThatWentNowhereIsNoticed() {
    IngestionReport report = report(3);
    report.countRow();

    assertThat(report.reconciles()).isFalse();
  }

  @Test
  void addedReportsKeepReconciling() {
    IngestionReport sum = report(3, RejectionReason.UNKNOWN_CODE);
    sum.add(report(4, RejectionReason.UNKNOWN_CODE, RejectionReason.MISSING_PERSON));

    assertThat(sum.reconciles()).isTrue();
    assertThat(sum)
        .hasToString(
            "2 files (0 ingested before), 10 rows = 7 accepted + 0 of other registers"
                + " + 0 repeated + 3 rejected (MISSING_PERSON 1, UNKNOWN_CODE 2); 14 events");
  }
}
