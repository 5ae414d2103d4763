package dev.norn.sequence;

import dev.norn.event.LifeEvent;

/** One life event in tokens, before it gets its place in a sequence. */
record EventSentence(LifeEvent event, int[] tokens) {

  /** Positions taken in the sequence: the tokens and the closing [SEP]. */
  int length() {
    return tokens.length + 1;
  }
}
