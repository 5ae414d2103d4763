package dev.norn.cli.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A work folder held by this process alone. The servers ask for it because two brokers on one
 * folder both write to the metadata log before either of them notices the other.
 */
public final class FolderLock implements AutoCloseable {
  /**
   * The system's locks belong to the process and vanish when it closes <em>any</em> channel on the
   * file, so a second attempt in this process must not even open it.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final WorkFolder folder;
  private final FileChannel channel;

  private FolderLock(WorkFolder folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static FolderLock take(WorkFolder folder) {
    if (!HELD_HERE.add(folder.root())) {
      throw refusal(folder, "process " + ProcessHandle.current().pid() + " (this one)");
    }
    boolean taken = false;
    try {
      FolderLock lock = new FolderLock(folder, lockedChannel(folder));
      Files.writeString(holderFile(folder), Long.toString(ProcessHandle.current().pid()));
      taken = true;
      return lock;
    } catch (IOException e) {
      throw new WorkFolderException(
          "[work folder %s] cannot be locked; it must be on a file system that has locks"
              .formatted(folder),
          e);
    } finally {
      if (!taken) {
        HELD_HERE.remove(folder.root());
      }
    }
  }

  public WorkFolder folder() {
    return folder;
  }

  /** Gives the folder back; stop the servers before. A second call does nothing. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      Files.deleteIfExists(holderFile(folder));
      channel.close();
    } catch (IOException e) {
      throw new WorkFolderException("[work folder " + folder + "] cannot be unlocked", e);
    } finally {
      HELD_HERE.remove(folder.root());
    }
  }

  private static FileChannel lockedChannel(WorkFolder folder) throws IOException {
    Path file = folder.root().resolve("lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw refusal(folder, holder(folder));
    }
    return channel;
  }

  /** Apart from the locked file, so that reading it cannot release the lock. */
  private static Path holderFile(WorkFolder folder) {
    return folder.root().resolve("lock.pid");
  }

  private static String holder(WorkFolder folder) {
    try {
      return "process " + Files.readString(holderFile(folder)).strip();
    } catch (IOException e) {
      return "a process that has not written its id";
    }
  }

  private static WorkFolderException refusal(WorkFolder folder, String holder) {
    return new WorkFolderException(
        "[work folder %s] is in use by %s; stop that one, or name another work folder"
            .formatted(folder, holder));
  }
}
