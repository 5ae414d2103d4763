package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretDrawsTest {

  @TempDir private Path folder;

  @Test
  void runsOverOneFolderDrawAlikeAndOverTwoDoNot() throws IOException {
    Path one = folder.resolve("one");
    long first = SecretDraws.in(one).stream("noise", 7).nextLong();
    assertThat(SecretDraws.in(one).stream("noise", 7).nextLong()).isEqualTo(first);
    assertThat(SecretDraws.in(one).stream("noise", 8).nextLong()).isNotEqualTo(first);
    assertThat(SecretDraws.in(one).stream("people", 7).nextLong()).isNotEqualTo(first);
    assertThat(SecretDraws.in(folder.resolve("two")).stream("noise", 7).nextLong())
        .isNotEqualTo(first);
    SecretDraws.forget(one);
    assertThat(one).isEmptyDirectory();
    assertThat(SecretDraws.in(one).stream("noise", 7).nextLong()).isNotEqualTo(first);
  }

  @Test
  void theKeyIsForItsOwnerAlone() throws IOException {
    SecretDraws.in(folder);
    assertThat(Files.getPosixFilePermissions(folder.resolve("secret-draws.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aKeyThatWasCutShortIsRefused() throws IOException {
    Files.write(folder.resolve("secret-draws.key"), new byte[5]);
    assertThatThrownBy(() -> SecretDraws.in(folder)).hasMessageContaining("found 5 bytes");
  }

  @Test
  void drawsAreNormal() {
    RandomGenerator random = new SecretDraws(new byte[32]).stream("noise", 1);
    int draws = 200_000;
    double sum = 0;
    double squares = 0;
    int beyondTwo = 0;
    for (int i = 0; i < draws; i++) {
      double drawn = random.nextGaussian();
      sum += drawn;
      squares += drawn * drawn;
      beyondTwo += Math.abs(drawn) > 2 ? 1 : 0;
    }
    assertThat(sum / draws).isCloseTo(0, within(0.01));
    assertThat(squares / draws).isCloseTo(1, within(0.015));
    assertThat(beyondTwo / (double) draws).isCloseTo(0.0455, within(0.002));
  }
}
