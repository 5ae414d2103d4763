package dev.norn.model;

/**
 * Threads that TensorFlow may use; 0 stands for one per core.
 *
 * @param intraOp within one operation; TensorFlow makes this pool once per process
 * @param interOp between operations that do not wait for each other
 */
public record ThreadCounts(int intraOp, int interOp) {

  /** TensorFlow's own choice: every core. */
  public static final ThreadCounts EVERY_CORE = new ThreadCounts(0, 0);

  public ThreadCounts {
    if (intraOp < 0 || interOp < 0) {
      throw new IllegalArgumentException(
          "[threads] must not be negative; found intraOp %d, interOp %d"
              .formatted(intraOp, interOp));
    }
  }
}
