package dev.norn.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files and folders that no other account of the machine may open, from their first moment. */
final class OwnerOnly {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);

  private OwnerOnly() {}

  static void createFolder(Path folder) throws IOException {
    Files.createDirectory(folder, permissions("rwx------"));
  }

  /** Fails if the file is there. */
  static void createFile(Path file, byte[] content) throws IOException {
    Files.createFile(file, permissions("rw-------"));
    Files.write(file, content);
  }

  static boolean isOpenToOthers(Path file) throws IOException {
    return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}
