package dev.norn.ingestion.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PayloadSealTest {

  private static final byte[] KEY = "a key of the tests".getBytes(StandardCharsets.UTF_8);
  private static final String PERSON_NUMBER = "0101701234";
  private static final byte[] ROW =
      (PERSON_NUMBER + ",2019-01-31,I219").getBytes(StandardCharsets.UTF_8);

  private final PayloadSeal seal = new PayloadSeal(KEY);

  @Test
  void opensWithTheKey() throws GeneralSecurityException {
    assertThat(new PayloadSeal(KEY).open(seal.seal(ROW))).isEqualTo(ROW);
  }

  @Test
  void anotherKeyDoesNotOpenIt() {
    byte[] sealed = seal.seal(ROW);
    PayloadSeal other =
        new PayloadSeal("another key of the tests".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> other.open(sealed)).isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void changedOrShortenedPayloadDoesNotOpen() {
    byte[] sealed = seal.seal(ROW);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      byte[] cut = Arrays.copyOf(sealed, i);
      assertThatThrownBy(() -> seal.open(changed)).isInstanceOf(GeneralSecurityException.class);
      assertThatThrownBy(() -> seal.open(cut)).isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void personNumberNeverStandsInClear() {
    String sealed = new String(seal.seal(ROW), StandardCharsets.ISO_8859_1);

    assertThat(sealed).doesNotContain(PERSON_NUMBER, "I219");
  }

  @Test
  void oneRowIsSealedDifferentlyEachTime() {
    assertThat(seal.seal(ROW)).isNotEqualTo(seal.seal(ROW));
  }

  @Test
  void longRowsAreCut() throws GeneralSecurityException {
    byte[] row = new byte[PayloadSeal.MAX_BYTES + 10];
    Arrays.fill(row, (byte) 'x');

    assertThat(seal.open(seal.seal(row))).hasSize(PayloadSeal.MAX_BYTES).containsOnly('x');
  }
}
