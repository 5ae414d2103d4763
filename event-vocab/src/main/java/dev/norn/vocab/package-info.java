/**
 * The life-event vocabulary: where a life event becomes tokens. Read {@link
 * dev.norn.vocab.Vocabulary} and {@link dev.norn.vocab.VocabularyBuilder} first.
 */
package dev.norn.vocab;
