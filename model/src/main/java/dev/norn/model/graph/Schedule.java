package dev.norn.model.graph;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the learning rate, and with it the first moment's memory, goes over a training run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OneCycle.class, name = "one-cycle"),
  @JsonSubTypes.Type(value = ExponentialFall.class, name = "exponential-fall")
})
public sealed interface Schedule permits OneCycle, ExponentialFall {

  /**
   * What holds in one step.
   *
   * @param beta1 share of the first moment that is kept
   */
  record Point(double rate, double beta1) {}

  /**
   * @param step from 0, over all epochs
   * @param stepsPerEpoch at least 1
   * @param epochs at most
   */
  Point at(long step, long stepsPerEpoch, int epochs);
}
