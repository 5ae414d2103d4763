package dev.norn.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that holds all that Norn keeps on this machine. It is made for its owner only (mode
 * 0700), as it holds data about persons.
 *
 * <p>Having a {@code WorkFolder} does not keep others out: several processes may read corpora and
 * releases at once. Whoever runs the servers needs {@link #lock()}.
 */
public final class WorkFolder {
  private static final String VARIABLE = "NORN_WORK";

  /** Made by the launcher before us, where we run as another account than root. */
  private static final Set<String> LAUNCHERS = Set.of("home", "tmp");

  /**
   * 2 has a key of its own for every message of the life events, 3 the log of an older broker than
   * 2 had, which cannot read that of a newer one.
   */
  static final int FORMAT = 3;

  private final Path root;

  private WorkFolder(Path root) {
    this.root = root;
  }

  /** {@code .norn} in the current folder, unless the environment says otherwise (NORN_WORK). */
  public static Path defaultPath() {
    String path = System.getenv(VARIABLE);
    return Path.of(path == null || path.isBlank() ? ".norn" : path);
  }

  /**
   * Opens the work folder, and makes it with its sub-folders where it is not there yet.
   *
   * @throws WorkFolderException if the path holds something else, or another format
   */
  public static WorkFolder at(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      if (!Files.exists(path)) {
        OwnerOnly.createFolder(path);
      }
      WorkFolder folder = new WorkFolder(path.toRealPath());
      folder.checkFormat();
      folder.createSubFolders();
      return folder;
    } catch (IOException e) {
      throw new WorkFolderException(
          "[work folder " + path + "] cannot be made or read; check that you may write there", e);
    }
  }

  /** Absolute, without symbolic links. */
  public Path root() {
    return root;
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path ports() {
    return root.resolve("ports");
  }

  /** Where Flink keeps checkpoints and savepoints. */
  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  public Path corpora() {
    return root.resolve("corpora");
  }

  public Path releases() {
    return root.resolve("releases");
  }

  /** Where the research API keeps results of jobs. */
  public Path jobs() {
    return root.resolve("jobs");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /**
   * The secret under which person numbers become pseudonyms: 32 random bytes, drawn on first use.
   * Whoever loses it can never again match a register with pseudonyms made before.
   */
  public byte[] pseudonymKey() {
    return new KeyFile(pseudonymKeyFile(), "pseudonym key", "a new key makes other pseudonyms")
        .readOrCreate();
  }

  public boolean hasPseudonymKey() {
    return Files.exists(pseudonymKeyFile());
  }

  private Path pseudonymKeyFile() {
    return root.resolve("pseudonym.key");
  }

  /**
   * The secret that the audit log is sealed with: 32 random bytes, drawn on first use. Whoever
   * loses it can no longer prove anything of rows sealed before.
   */
  public byte[] auditKey() {
    return new KeyFile(root.resolve("audit.key"), "audit key", "a new key proves no earlier row")
        .readOrCreate();
  }

  /**
   * A secret under which one project's people get its pseudonyms: 32 random bytes, drawn on first
   * use. Whoever loses it can give nobody more a pseudonym beside those of before.
   *
   * @param number of the key: a project's pseudonyms may be rotated, from 1
   */
  public byte[] projectKey(String project, int number) {
    Path file = projectKeyFile(project, number);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new WorkFolderException("[project keys " + file.getParent() + "] cannot be made", e);
    }
    return new KeyFile(file, "project key", "a new key makes other pseudonyms").readOrCreate();
  }

  public boolean hasProjectKey(String project, int number) {
    return Files.exists(projectKeyFile(project, number));
  }

  /** Nothing happens where it is not there. */
  public void dropProjectKey(String project, int number) {
    Path file = projectKeyFile(project, number);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new WorkFolderException("[project key " + file + "] cannot be removed", e);
    }
  }

  private Path projectKeyFile(String project, int number) {
    return root.resolve("projects").resolve(project + "." + number + ".key");
  }

  /** The newest seal of the audit log, as it was last kept; empty before the first. */
  public Optional<String> auditHead() {
    Path file = root.resolve("audit.head");
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new WorkFolderException("[audit head " + file + "] cannot be read", e);
    }
  }

  /** Keeps the newest seal of the audit log, which shows when the log's end is cut off. */
  public void keepAuditHead(String head) {
    Path file = root.resolve("audit.head");
    try {
      AtomicFile.write(file, head + "\n");
    } catch (IOException e) {
      throw new WorkFolderException("[audit head " + file + "] cannot be written", e);
    }
  }

  /**
   * Takes the folder for this process until the lock is closed or the process ends, however it
   * ends.
   *
   * @throws WorkFolderException if any process has it, this one included; names its process id
   */
  public FolderLock lock() {
    return FolderLock.take(this);
  }

  private void checkFormat() throws IOException {
    Path file = root.resolve("format");
    if (Files.exists(file)) {
      refuseOtherFormat(Files.readString(file).strip());
    } else {
      refuseForeignContent();
      AtomicFile.write(file, FORMAT + "\n");
    }
  }

  private void refuseOtherFormat(String found) {
    if (!found.equals(Integer.toString(FORMAT))) {
      throw new WorkFolderException(
          ("[work folder %s] has format %s, this Norn writes format %d; "
                  + "use the Norn that made it, or another folder")
              .formatted(root, found, FORMAT));
    }
  }

  /** Else a mistyped path would spread our sub-folders over somebody's home. */
  private void refuseForeignContent() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      if (entries.map(entry -> entry.getFileName().toString()).anyMatch(WorkFolder::isForeign)) {
        throw new WorkFolderException(
            ("[work folder %s] holds files but no 'format' file, so Norn did not make it; "
                    + "name an empty or a new folder")
                .formatted(root));
      }
    }
  }

  /** A draft of the format file may stem from a first use that was cut off. */
  private static boolean isForeign(String name) {
    return !LAUNCHERS.contains(name) && !name.startsWith("format.");
  }

  private void createSubFolders() throws IOException {
    for (Path folder :
        new Path[] {kafka(), postgres(), ports(), checkpoints(), corpora(), releases(), logs()}) {
      Files.createDirectories(folder);
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
