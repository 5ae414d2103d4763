package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The tensors of one run; closing frees them. */
public final class Feeds implements AutoCloseable {

  private final List<Operand<?>> places = new ArrayList<>();
  private final List<Tensor> tensors = new ArrayList<>();

  public void ints(Operand<TInt32> place, int[] values, long... shape) {
    add(place, TInt32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false)));
  }

  public void floats(Operand<TFloat32> place, float[] values, long... shape) {
    add(place, TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false)));
  }

  public void longs(Operand<TInt64> place, long[] values, long... shape) {
    add(place, TInt64.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false)));
  }

  public void number(Operand<TFloat32> place, double value) {
    add(place, TFloat32.scalarOf((float) value));
  }

  public Session.Runner into(Session.Runner runner) {
    for (int i = 0; i < places.size(); i++) {
      runner.feed(places.get(i), tensors.get(i));
    }
    return runner;
  }

  private void add(Operand<?> place, Tensor tensor) {
    places.add(place);
    tensors.add(tensor);
  }

  @Override
  public void close() {
    tensors.forEach(Tensor::close);
  }
}
