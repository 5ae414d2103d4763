-- Vocabularies and releases.
-- Purpose: which model, with which vocabulary, produced a number, and which release is live.
-- Read by: norn_research.release, norn_research.token, norn_operations.releases.

CREATE TABLE norn.vocabulary (
  hash text PRIMARY KEY,
  json jsonb NOT NULL,
  tokens integer NOT NULL CHECK (tokens > 0)
);
COMMENT ON TABLE norn.vocabulary IS 'Immutable vocabularies.';
COMMENT ON COLUMN norn.vocabulary.hash IS 'SHA-256 of the vocabulary, in hexadecimal.';
COMMENT ON COLUMN norn.vocabulary.json IS 'The content of vocabulary.json.';
COMMENT ON COLUMN norn.vocabulary.tokens IS 'Number of tokens, the special ones included.';

CREATE TABLE norn.token (
  vocabulary_hash text NOT NULL REFERENCES norn.vocabulary (hash),
  id integer NOT NULL CHECK (id >= 0),
  text text NOT NULL,
  family text NOT NULL,
  persons bigint NOT NULL CHECK (persons >= 0),
  PRIMARY KEY (vocabulary_hash, id),
  UNIQUE (vocabulary_hash, text)
);
COMMENT ON TABLE norn.token IS 'The tokens of each vocabulary.';
COMMENT ON COLUMN norn.token.vocabulary_hash IS 'Vocabulary that the token belongs to.';
COMMENT ON COLUMN norn.token.id IS 'Number of the token, counted from 0; 0 to 4 are PAD, CLS, SEP, MASK, UNK.';
COMMENT ON COLUMN norn.token.text IS 'The token as written, unique in its vocabulary.';
COMMENT ON COLUMN norn.token.family IS 'register.field that the token comes from, or special.';
COMMENT ON COLUMN norn.token.persons IS 'Persons of the training split in whose history the token occurs.';

CREATE TABLE norn.release (
  id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9._-]{1,64}$'),
  vocabulary_hash text NOT NULL REFERENCES norn.vocabulary (hash),
  corpus_id text NOT NULL,
  landmark date NOT NULL,
  cohort text NOT NULL,
  created timestamptz NOT NULL,
  architecture jsonb NOT NULL,
  metrics jsonb NOT NULL,
  card text NOT NULL,
  embedding_width integer NOT NULL CHECK (embedding_width BETWEEN 1 AND 288),
  embedding_mean real[],
  active_from timestamptz,
  active_until timestamptz,
  CONSTRAINT release_mean_has_the_width CHECK (cardinality(embedding_mean) = embedding_width),
  CONSTRAINT release_ends_after_it_begins CHECK (active_until >= active_from)
);
COMMENT ON TABLE norn.release IS 'Model releases: immutable but for the time in which they were live.';
COMMENT ON COLUMN norn.release.id IS 'Content hash of the release folder.';
COMMENT ON COLUMN norn.release.vocabulary_hash IS 'Vocabulary that the model was trained with.';
COMMENT ON COLUMN norn.release.corpus_id IS 'Corpus that the model was trained on.';
COMMENT ON COLUMN norn.release.landmark IS 'Landmark of the training corpus: last day whose events were used, included.';
COMMENT ON COLUMN norn.release.cohort IS 'Cohort that the model was trained on.';
COMMENT ON COLUMN norn.release.created IS 'When the release was made.';
COMMENT ON COLUMN norn.release.architecture IS 'Shape of the model, from release.json.';
COMMENT ON COLUMN norn.release.metrics IS 'Evaluation with intervals and baselines, from release.json.';
COMMENT ON COLUMN norn.release.card IS 'MODEL_CARD.md.';
COMMENT ON COLUMN norn.release.embedding_width IS 'Numbers in one embedding, 1 to 288.';
COMMENT ON COLUMN norn.release.embedding_mean IS 'Mean embedding of the training persons; subtracted before the sign code is taken. Null: nothing is subtracted.';
COMMENT ON COLUMN norn.release.active_from IS 'Since when the release is or was live; null when it never was.';
COMMENT ON COLUMN norn.release.active_until IS 'When another release took over; null while live.';

CREATE UNIQUE INDEX release_one_is_live ON norn.release ((true))
  WHERE active_from IS NOT NULL AND active_until IS NULL;
COMMENT ON INDEX norn.release_one_is_live IS 'At most one release is live.';
