package dev.norn.sequence;

import dev.norn.event.LifeEvent;
import java.util.List;

/**
 * A sequence, and where it came from.
 *
 * @param sources by position, the fact whose token or closing [SEP] stands there; null at [CLS] and
 *     at the [SEP] of the background
 */
public record WrittenLife(PersonSequence sequence, List<LifeEvent> sources) {}
