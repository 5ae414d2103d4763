package dev.norn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;

/** Commands as somebody types them, on one work folder. */
record CommandsOnFolder(Path work) {

  /**
   * @return the exit code
   */
  int run(String... words) {
    String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--work";
    all[words.length + 1] = work.toString();
    // A command that only says what to do takes no options.
    return Norn.run(words.length == 1 ? words : all);
  }

  /** What a command that succeeds prints. */
  String printed(String... words) {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      assertThat(run(words)).isZero();
    } finally {
      System.setOut(out);
    }
    return bytes.toString(UTF_8);
  }
}
