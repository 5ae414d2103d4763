package dev.norn.model;

import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.proto.ConfigProto;

/**
 * TensorFlow's native library, loaded once per process from the class path, with no call to the
 * network. Everything that touches TensorFlow or DJL calls {@link #load} first.
 */
public final class TensorflowRuntime {

  private static ThreadCounts threads;

  private TensorflowRuntime() {}

  /** Loads with every core, unless another part of the process has already chosen. */
  public static synchronized void load() {
    if (threads == null) {
      load(ThreadCounts.EVERY_CORE);
    }
  }

  /**
   * Loads the library; later calls do nothing.
   *
   * @throws IllegalStateException if it is loaded with other thread counts: the pools of a process
   *     cannot be changed
   */
  public static synchronized void load(ThreadCounts wanted) {
    if (threads == null) {
      start(wanted);
      threads = wanted;
    } else if (!threads.equals(wanted)) {
      throw new IllegalStateException(
          "[TensorFlow] runs with "
              + threads
              + " in this process; "
              + wanted
              + " asked for; give every caller of a process the same counts");
    }
  }

  /** For sessions of our own; DJL reads the same counts from its system properties. */
  public static synchronized ConfigProto sessionConfig() {
    load();
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(threads.intraOp())
        .setInterOpParallelismThreads(threads.interOp())
        .setAllowSoftPlacement(true)
        .build();
  }

  private static void start(ThreadCounts wanted) {
    // DJL asks a cloud's metadata address and reports its use, unless told not to before it starts.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.tensorflow.num_intraop_threads", Integer.toString(wanted.intraOp()));
    System.setProperty("ai.djl.tensorflow.num_interop_threads", Integer.toString(wanted.interOp()));
    String library = Loader.load(org.tensorflow.internal.c_api.global.tensorflow.class);
    // Where it is not told of a library, DJL downloads one.
    System.setProperty("TENSORFLOW_LIBRARY_PATH", Path.of(library).getParent().toString());
  }
}
