package dev.norn.model.graph;

import dev.norn.sequence.PersonSequence;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The size of encoded positions, by token and by person, each with a weight of its own. */
record TwoTerms(TrainingGraph graph, Placeholder<TFloat32> asked, Placeholder<TFloat32> person)
    implements Objective<PersonSequence> {

  TwoTerms(TrainingGraph graph) {
    this(
        graph,
        graph.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1))),
        graph.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1))));
  }

  @Override
  public String stage() {
    return "test";
  }

  @Override
  public PersonSequence sequence(PersonSequence example) {
    return example;
  }

  @Override
  public Loss loss(Operand<TFloat32> encoded, Dropout dropout) {
    return new Loss(List.of(term(encoded, 0.8, asked), term(encoded, 0.2, person)));
  }

  private Term term(Operand<TFloat32> encoded, double weight, Operand<TFloat32> rows) {
    Ops tf = graph.tf();
    Operand<TFloat32> squares = tf.math.mul(tf.math.square(encoded), rows);
    return new Term(
        weight, tf.reduceSum(squares, tf.array(0, 1)), tf.reduceSum(rows, tf.array(0, 1)));
  }

  @Override
  public void feed(Feeds feeds, List<PersonSequence> examples, int rows, int length, int epoch) {
    SequenceBatch.of(examples, rows, length).feed(graph.inputs(), feeds);
    float[] tokens = new float[rows * length];
    float[] people = new float[rows * length];
    for (int row = 0; row < examples.size(); row++) {
      int last = examples.get(row).length() - 1;
      for (int i = 1; i <= last; i += 2) {
        tokens[row * length + i] = 1;
      }
      people[row * length] = 0.5f + last;
    }
    feeds.floats(asked, tokens, rows * length, 1);
    feeds.floats(person, people, rows * length, 1);
  }
}
