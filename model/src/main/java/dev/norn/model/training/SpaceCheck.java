package dev.norn.model.training;

/**
 * Whether a training also looks at the space of tokens, which takes as long as its pre-training
 * once more.
 */
public enum SpaceCheck {
  SKIPPED,
  /** In the report, whatever it shows. */
  REPORTED,
  /** In the report; a space beyond the limits fails the release. */
  REQUIRED
}
