/**
 * What a model is trained and judged on: sequences with their labels, in files that pandas, R and
 * DuckDB read too. Read {@link dev.norn.model.corpus.Corpus} and {@link
 * dev.norn.model.corpus.CorpusWriter} first.
 */
package dev.norn.model.corpus;
