-- Embeddings, one partition per release.
-- Purpose: embeddings of two releases never mix, and an old release is dropped with its partition.
-- Read by: norn_research.person_embedding, norn_research.nearest_persons.

CREATE TABLE norn.token_embedding (
  release text NOT NULL,
  token integer NOT NULL,
  embedding real[] NOT NULL,
  PRIMARY KEY (release, token)
) PARTITION BY LIST (release);
COMMENT ON TABLE norn.token_embedding IS 'Embedding of each token, as the release''s model holds it.';
COMMENT ON COLUMN norn.token_embedding.release IS 'Release whose model this is.';
COMMENT ON COLUMN norn.token_embedding.token IS 'Token number in the release''s vocabulary.';
COMMENT ON COLUMN norn.token_embedding.embedding IS 'The embedding, not normalised.';

-- cube holds at most 100 dimensions, hence three of 96; a slice beyond the width is an empty cube,
-- whose distance to another empty cube is 0.
CREATE TABLE norn.person_embedding (
  release text NOT NULL,
  person norn.pseudonym NOT NULL,
  landmark date NOT NULL,
  embedding real[] NOT NULL,
  code bit(256) NOT NULL,
  history_version bigint NOT NULL,
  newest_recorded timestamptz NOT NULL,
  encoded_at timestamptz NOT NULL,
  cube_1 cube NOT NULL GENERATED ALWAYS AS (cube(embedding[1:96]::float8[])) STORED,
  cube_2 cube NOT NULL GENERATED ALWAYS AS (cube(embedding[97:192]::float8[])) STORED,
  cube_3 cube NOT NULL GENERATED ALWAYS AS (cube(embedding[193:288]::float8[])) STORED,
  PRIMARY KEY (release, person, landmark),
  CONSTRAINT person_embedding_width CHECK (cardinality(embedding) BETWEEN 1 AND 288),
  -- Where cubes differ in dimension the missing ones count as 0, so this is the squared length.
  CONSTRAINT person_embedding_is_normalised CHECK (
    abs((cube_1 <-> cube(0)) ^ 2 + (cube_2 <-> cube(0)) ^ 2 + (cube_3 <-> cube(0)) ^ 2 - 1) < 1e-3)
) PARTITION BY LIST (release);
COMMENT ON TABLE norn.person_embedding IS 'Embedding of each person at each landmark, by release.';
COMMENT ON COLUMN norn.person_embedding.release IS 'Release that encoded it.';
COMMENT ON COLUMN norn.person_embedding.person IS 'Pseudonym of the person.';
COMMENT ON COLUMN norn.person_embedding.landmark IS 'Last day whose events were used, included.';
COMMENT ON COLUMN norn.person_embedding.embedding IS 'The embedding, of length 1 (L2), 1 to 288 numbers.';
COMMENT ON COLUMN norn.person_embedding.code IS 'Signs of 256 fixed projections of embedding minus release.embedding_mean; pre-selects neighbours.';
COMMENT ON COLUMN norn.person_embedding.history_version IS 'Version of the history that was encoded; grows with each change of the history.';
COMMENT ON COLUMN norn.person_embedding.newest_recorded IS 'Newest register time among the facts used.';
COMMENT ON COLUMN norn.person_embedding.encoded_at IS 'When it was encoded.';
COMMENT ON COLUMN norn.person_embedding.cube_1 IS 'Numbers 1 to 96 of the embedding, for exact distances.';
COMMENT ON COLUMN norn.person_embedding.cube_2 IS 'Numbers 97 to 192 of the embedding; empty below that width.';
COMMENT ON COLUMN norn.person_embedding.cube_3 IS 'Numbers 193 to 288 of the embedding; empty below that width.';

-- A partition's name may hold 63 characters, a release id 64: the name carries the id's md5, the
-- comment the id. Runs as the owner, because only an owner may attach a partition.
CREATE FUNCTION norn.add_release_partition(release text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  width integer;
  suffix text := md5(add_release_partition.release);
  parent text;
  partition text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('norn.add_release_partition', 0));
  SELECT r.embedding_width INTO width FROM norn.release r WHERE r.id = add_release_partition.release;
  IF width IS NULL THEN
    RAISE EXCEPTION '[norn.release] release % is not registered; insert it before its partitions', release
      USING ERRCODE = 'foreign_key_violation';
  END IF;
  FOREACH parent IN ARRAY ARRAY['token_embedding', 'person_embedding'] LOOP
    partition := parent || '_' || suffix;
    CONTINUE WHEN to_regclass(format('norn.%I', partition)) IS NOT NULL;
    EXECUTE format(
      'CREATE TABLE norn.%I PARTITION OF norn.%I (CONSTRAINT %I CHECK (cardinality(embedding) = %s))'
      ' FOR VALUES IN (%L)',
      partition, parent, parent || '_has_release_width', width, release);
    EXECUTE format('COMMENT ON TABLE norn.%I IS %L', partition, 'Release ' || release || '.');
  END LOOP;
END
$$;
COMMENT ON FUNCTION norn.add_release_partition(text) IS
  'Makes the partitions of a registered release, if they are missing. Call it before the first embedding is written.';
REVOKE ALL ON FUNCTION norn.add_release_partition(text) FROM PUBLIC;
