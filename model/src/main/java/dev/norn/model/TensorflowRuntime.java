package dev.norn.model;

import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig.Toggle;

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

  /** What every session is made with, DJL's too. */
  public static synchronized ConfigProto sessionConfig() {
    load();
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads.intraOp())
            .setInterOpParallelismThreads(threads.interOp())
            .setAllowSoftPlacement(true);
    if (System.getenv().getOrDefault("TF_XLA_FLAGS", "").contains("auto_jit")) {
      // It gives operations to oneDNN that XLA cannot compile, such as swish, between which XLA
      // would compile pieces and copy.
      config.getGraphOptionsBuilder().getRewriteOptionsBuilder().setRemapping(Toggle.OFF);
    }
    return config.build();
  }

  private static void start(ThreadCounts wanted) {
    // DJL asks a cloud's metadata address and reports its use, unless told not to before it starts.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    String library = Loader.load(org.tensorflow.internal.c_api.global.tensorflow.class);
    // Where it is not told of a library, DJL downloads one.
    System.setProperty("TENSORFLOW_LIBRARY_PATH", Path.of(library).getParent().toString());
  }
}
