package dev.norn.bench;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Passes events on and adds versions of some: corrected ones, with what another fact of the
 * register has in a field, and retractions. Beside those that the nation's own recording makes.
 */
final class Amendments implements Consumer<LifeEvent> {

  private static final double CORRECTED = 0.02;
  private static final double RETRACTED = 0.01;
  private static final int LEAST_DAYS = 10;
  private static final int MOST_DAYS = 300;

  private final SplittableRandom random;
  private final Consumer<LifeEvent> taker;
  private final Map<String, LifeEvent> last = new HashMap<>();
  private long facts;
  private long corrected;
  private long retracted;

  Amendments(long seed, Consumer<LifeEvent> taker) {
    this.random = new SplittableRandom(seed);
    this.taker = taker;
  }

  @Override
  public void accept(LifeEvent event) {
    facts++;
    taker.accept(event);
    LifeEvent other = last.put(event.register(), event);
    if (event.kind() != EventKind.ASSERTED) {
      return;
    }
    LifeEvent newest = event;
    if (random.nextDouble() < CORRECTED && other != null && !event.fields().isEmpty()) {
      corrected++;
      newest = later(newest, EventKind.ASSERTED, otherwise(event, other));
      taker.accept(newest);
    }
    if (random.nextDouble() < RETRACTED) {
      retracted++;
      taker.accept(later(newest, EventKind.RETRACTED, newest.fields()));
    }
  }

  private Map<String, String> otherwise(LifeEvent event, LifeEvent other) {
    Map<String, String> fields = new TreeMap<>(event.fields());
    String field = List.copyOf(fields.keySet()).get(random.nextInt(fields.size()));
    if (other.fields().containsKey(field)) {
      fields.put(field, other.fields().get(field));
    } else {
      fields.remove(field);
    }
    return fields;
  }

  private LifeEvent later(LifeEvent version, EventKind kind, Map<String, String> fields) {
    return new LifeEvent(
        version.person(),
        version.register(),
        version.row(),
        version.occurred(),
        version.until(),
        version.recorded().plus(Duration.ofDays(random.nextInt(LEAST_DAYS, MOST_DAYS))),
        version.revision() + 1,
        kind,
        fields);
  }

  double correctedShare() {
    return (double) corrected / facts;
  }

  double retractedShare() {
    return (double) retracted / facts;
  }
}
