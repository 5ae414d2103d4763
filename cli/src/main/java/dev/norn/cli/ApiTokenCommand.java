package dev.norn.cli;

import dev.norn.disclosure.Caller;
import dev.norn.disclosure.CallerRole;
import dev.norn.disclosure.Callers;
import dev.norn.event.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A token for somebody who may ask. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = {
      "Make a token for a caller of the API, print it once, and add its SHA-256 to callers.yaml.",
      "The API reads the file when it starts. To take a token back, take its line out."
    })
final class ApiTokenCommand implements Callable<Integer> {

  private static final int TOKEN_BYTES = 32;

  @Parameters(paramLabel = "NAME", description = "as the audit log will have it")
  private String name;

  @Option(
      names = "--role",
      required = true,
      description =
          "one of viewer, analyst, researcher, each of which may what those before may, operations:"
              + " how the stream does and everybody's jobs, no person, table or result; or checker: what asks"
              + " to leave")
  private CallerRole role;

  @Option(names = "--expires", paramLabel = "DAY", description = "last day, included, in UTC")
  private String expires;

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description = "whose people may be asked about, under its pseudonyms (default: everybody)")
  private String project;

  @Option(
      names = "--callers",
      paramLabel = "FILE",
      defaultValue = "callers.yaml",
      description = "made where it is not there yet (default: ${DEFAULT-VALUE})")
  private Path file;

  @Override
  public Integer call() throws IOException {
    byte[] secret = new byte[TOKEN_BYTES];
    // A secret, not a draw of an experiment.
    new SecureRandom().nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Caller caller = new Caller(name, role, Callers.sha256(token), expires, project);
    add(caller);
    System.err.println("added " + name + " to " + file + "; the token is printed once:");
    System.out.println(token);
    return ExitCode.DONE.code();
  }

  /** As a line of text: what people wrote into the file stays. */
  private void add(Caller caller) throws IOException {
    Path whole = file.toAbsolutePath();
    // Of the same name, for messages; beside it, so that a move replaces it at once.
    Path folder = Files.createTempDirectory(whole.getParent(), ".callers");
    Path draft = folder.resolve(whole.getFileName());
    try {
      Files.writeString(draft, before(whole) + line(caller));
      DefinitionFile.read(draft, Callers.class);
      Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
      Files.delete(folder);
    }
  }

  private static String before(Path whole) throws IOException {
    if (!Files.exists(whole)) {
      return "callers:\n";
    }
    String text = Files.readString(whole);
    return text.endsWith("\n") ? text : text + "\n";
  }

  private static String line(Caller caller) {
    String last = caller.expires() == null ? "" : ", expires: '" + caller.expires() + "'";
    String whose = caller.project() == null ? "" : ", project: '" + caller.project() + "'";
    return "  - {name: '%s', role: %s, sha256: '%s'%s%s}%n"
        .formatted(caller.name(), caller.role(), caller.sha256(), last, whose);
  }
}
