package dev.norn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  @TempDir Path temp;

  @Test
  void aNewFolderIsItsOwnersOnly() throws IOException {
    WorkFolder folder = WorkFolder.at(temp.resolve("norn"));
    assertThat(mode(folder.root())).isEqualTo("rwx------");
    assertThat(folder.corpora()).isDirectory();
    assertThat(folder.root().resolve("format")).hasContent("3");
  }

  @Test
  void theKeyIsDrawnOnceAndOnlyItsOwnerMayReadIt() throws IOException {
    WorkFolder folder = WorkFolder.at(temp.resolve("norn"));
    byte[] key = folder.pseudonymKey();
    assertThat(key).hasSize(32);
    assertThat(mode(folder.root().resolve("pseudonym.key"))).isEqualTo("rw-------");
    assertThat(WorkFolder.at(folder.root()).pseudonymKey()).isEqualTo(key);
    assertThat(WorkFolder.at(temp.resolve("other")).pseudonymKey()).isNotEqualTo(key);
  }

  @Test
  void aKeyOpenToOthersIsRefused() throws IOException {
    WorkFolder folder = WorkFolder.at(temp.resolve("norn"));
    folder.pseudonymKey();
    Path file = folder.root().resolve("pseudonym.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(folder::pseudonymKey).hasMessageContaining("chmod 600");
  }

  @Test
  void aShortKeyIsRefusedRatherThanReplaced() throws IOException {
    WorkFolder folder = WorkFolder.at(temp.resolve("norn"));
    folder.pseudonymKey();
    Files.write(folder.root().resolve("pseudonym.key"), new byte[7]);
    assertThatThrownBy(folder::pseudonymKey).hasMessageContaining("holds 7 bytes, expected 32");
  }

  @Test
  void aFolderOfAnotherFormatIsRefused() throws IOException {
    WorkFolder folder = WorkFolder.at(temp.resolve("norn"));
    Files.writeString(folder.root().resolve("format"), "9\n");
    assertThatThrownBy(() -> WorkFolder.at(folder.root()))
        .isInstanceOf(WorkFolderException.class)
        .hasMessageContaining("format 9");
  }

  @Test
  void somebodysHomeIsRefused() throws IOException {
    Files.writeString(temp.resolve("letter.txt"), "Dear");
    assertThatThrownBy(() -> WorkFolder.at(temp)).hasMessageContaining("Norn did not make it");
    assertThat(temp.resolve("kafka")).doesNotExist();
  }

  @Test
  void aLockGivenBackCanBeTakenAgain() {
    WorkFolder folder = WorkFolder.at(temp.resolve("norn"));
    folder.lock().close();
    FolderLock again = folder.lock();
    again.close();
    again.close();
    folder.lock().close();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
