package dev.norn.ingestion.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.PersonId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PseudonymsTest {

  /** Taken from another implementation of HMAC-SHA-256. */
  @Test
  void pseudonymsArePinned() {
    assertThat(new Pseudonyms(Visits.KEY).of(Visits.PERSON_NUMBER))
        .isEqualTo(new PersonId("77a3159609ab2b924462cf0b795a9a26"));
  }

  @Test
  void oneKeyGivesOnePseudonymHoweverOftenItIsAsked() {
    Pseudonyms pseudonyms = new Pseudonyms(Visits.KEY);
    PersonId first = pseudonyms.of(Visits.PERSON_NUMBER);
    pseudonyms.of("another");

    assertThat(pseudonyms.of(Visits.PERSON_NUMBER)).isEqualTo(first);
  }

  @Test
  void anotherKeyGivesAnotherPseudonym() {
    byte[] key = "also not a secret, a test".getBytes(StandardCharsets.UTF_8);

    assertThat(new Pseudonyms(key).of(Visits.PERSON_NUMBER))
        .isNotEqualTo(new Pseudonyms(Visits.KEY).of(Visits.PERSON_NUMBER));
  }

  @Test
  void shortKeyIsRefused() {
    assertThatThrownBy(() -> new Pseudonyms(new byte[15])).hasMessageContaining("16 bytes");
  }
}
