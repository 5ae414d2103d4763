package dev.norn.ingestion.nation.parameters;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The planted truths of one nation, some of them switched off. */
public final class Effects {
  private final Map<Planted, Effect> effects = new EnumMap<>(Planted.class);
  private final Set<Planted> off;

  /**
   * @param off whose factor becomes 1 and whose share becomes 0
   */
  public Effects(Parameters parameters, Set<Planted> off) {
    this.off = Set.copyOf(off);
    for (Planted planted : Planted.values()) {
      Effect effect = parameters.effects().get(planted.label());
      if (effect == null) {
        throw new IllegalArgumentException(
            "[nation/parameters.yaml] effects: %s is missing; state its cause, what it raises and its kind"
                .formatted(planted.label()));
      }
      effects.put(planted, off.contains(planted) ? effect.switchedOff() : effect);
    }
  }

  public boolean on(Planted planted) {
    return !off.contains(planted);
  }

  public Effect of(Planted planted) {
    return effects.get(planted);
  }

  /** The factor when the cause happened at that time and still counts, else 1; times in days. */
  public double since(Planted planted, double happened, double now) {
    Effect effect = effects.get(planted);
    return now - happened < effect.years() * 365.25 ? effect.factor() : 1;
  }
}
