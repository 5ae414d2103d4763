package dev.norn.model.evaluation;

/**
 * One group of people.
 *
 * @param name of the group
 * @param estimates null where the group is too small to be shown, or is held back so that a smaller
 *     one cannot be told by subtraction
 */
public record SubgroupFigures(String name, SubgroupEstimates estimates) {

  /** What is printed in place of figures. */
  public static final String TOO_FEW = "too few";
}
