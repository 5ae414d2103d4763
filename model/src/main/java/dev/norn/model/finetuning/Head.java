package dev.norn.model.finetuning;

import dev.norn.model.graph.Objective;
import dev.norn.model.graph.TrainableParameters;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The outcome-specific end of a model: outputs and loss together, in one pass of the graph. */
public sealed interface Head
    permits BinaryHead, OrdinalHead, TimeToEventHead, CountHead, NextEventHead {

  /** Log odds of the outcome's binary label, the one number that is calibrated: (batch). */
  Operand<TFloat32> logit();

  /**
   * What a number cannot hold: class probabilities, curves or an expected count, (batch, …); for
   * some kinds.
   */
  default Optional<Operand<TFloat32>> detail() {
    return Optional.empty();
  }

  /** What validation compares epochs by; unknown answers weigh nothing. */
  Objective.Term loss(Answers answers);

  /**
   * What training minimises.
   *
   * @param parameters where a loss keeps what it remembers from step to step
   */
  default Objective.Term trainingLoss(Answers answers, TrainableParameters parameters) {
    return loss(answers);
  }
}
