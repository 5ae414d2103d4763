package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Opens each split anew at every call, in an order that stays the same: {@code () ->
 * corpus.examples(Split.TEST)}. Streams are closed by whoever opens them.
 */
public record SplitExamples(
    Supplier<Stream<CorpusExample>> train,
    Supplier<Stream<CorpusExample>> validation,
    Supplier<Stream<CorpusExample>> test) {}
