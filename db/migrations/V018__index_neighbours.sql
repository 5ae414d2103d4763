-- An index of neighbours.
-- Purpose: who is near whom among a million embeddings within milliseconds, with contrib cube alone, so
--   that an embedded server and a cluster answer alike. An inverted file (Jegou, Douze and Schmid 2011,
--   section III): people lie in lists by the nearest of many centroids, and a question looks through
--   the lists whose centroids are nearest. Distances within lists are taken of projections onto at most
--   32 principal directions; the people who remain are compared exactly.
--   norn index builds one; people who are embedded anew afterwards are looked at one by one until the next.
-- Read by: norn_research.nearest_persons.

CREATE TABLE norn.neighbour_index (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  release text NOT NULL REFERENCES norn.release (id),
  landmark date NOT NULL,
  seed bigint NOT NULL,
  begun timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished timestamptz,
  persons bigint,
  probes integer CHECK (probes > 0),
  shortlist integer CHECK (shortlist > 0),
  recall double precision CHECK (recall BETWEEN 0 AND 1),
  CHECK (num_nonnulls(finished, persons, probes, shortlist, recall) IN (0, 5))
);
CREATE INDEX neighbour_index_of ON norn.neighbour_index (release, landmark);
COMMENT ON TABLE norn.neighbour_index IS 'Indexes of neighbours; of a release at a landmark the last one finished answers.';
COMMENT ON COLUMN norn.neighbour_index.id IS 'Number of the index.';
COMMENT ON COLUMN norn.neighbour_index.release IS 'Release whose embeddings it holds.';
COMMENT ON COLUMN norn.neighbour_index.landmark IS 'Landmark of these embeddings.';
COMMENT ON COLUMN norn.neighbour_index.seed IS 'Seed of the people who teach the directions and centroids and of those whose neighbours measure it.';
COMMENT ON COLUMN norn.neighbour_index.begun IS 'When the build began; people embedded since are in neighbour_change.';
COMMENT ON COLUMN norn.neighbour_index.finished IS 'Since when it answers; null while it is built.';
COMMENT ON COLUMN norn.neighbour_index.persons IS 'People in it when it was built.';
COMMENT ON COLUMN norn.neighbour_index.probes IS 'Lists that a question looks through for up to 99 neighbours; for more, as many times as 50 go into them.';
COMMENT ON COLUMN norn.neighbour_index.shortlist IS 'For each neighbour asked for, how many people are compared exactly.';
COMMENT ON COLUMN norn.neighbour_index.recall IS 'Share of the ten exact neighbours that it found, mean over a sample of its people, when it was built.';

CREATE TABLE norn.neighbour_direction (
  index bigint NOT NULL REFERENCES norn.neighbour_index (id) ON DELETE CASCADE,
  number integer NOT NULL,
  cube_1 cube NOT NULL,
  cube_2 cube NOT NULL,
  cube_3 cube NOT NULL,
  PRIMARY KEY (index, number)
);
COMMENT ON TABLE norn.neighbour_direction IS 'Directions that embeddings are projected onto, of length 1, the widest spread first.';
COMMENT ON COLUMN norn.neighbour_direction.index IS 'Index it belongs to.';
COMMENT ON COLUMN norn.neighbour_direction.number IS 'Place among the directions, counted from 1.';
COMMENT ON COLUMN norn.neighbour_direction.cube_1 IS 'Numbers 1 to 96 of the direction.';
COMMENT ON COLUMN norn.neighbour_direction.cube_2 IS 'Numbers 97 to 192 of the direction; empty below that width.';
COMMENT ON COLUMN norn.neighbour_direction.cube_3 IS 'Numbers 193 to 288 of the direction; empty below that width.';

CREATE TABLE norn.neighbour_list (
  index bigint NOT NULL REFERENCES norn.neighbour_index (id) ON DELETE CASCADE,
  list integer NOT NULL,
  centroid cube NOT NULL,
  PRIMARY KEY (index, list)
);
COMMENT ON TABLE norn.neighbour_list IS 'Lists of an index.';
COMMENT ON COLUMN norn.neighbour_list.index IS 'Index it belongs to.';
COMMENT ON COLUMN norn.neighbour_list.list IS 'Number of the list, counted from 0.';
COMMENT ON COLUMN norn.neighbour_list.centroid IS 'Centroid of the list, among the projections.';

CREATE TABLE norn.neighbour_entry (
  index bigint NOT NULL,
  list integer NOT NULL,
  person norn.pseudonym NOT NULL,
  projection cube NOT NULL
) PARTITION BY LIST (index);
COMMENT ON TABLE norn.neighbour_entry IS 'People of an index by list; a partition for each index, its rows in the order of the lists.';
COMMENT ON COLUMN norn.neighbour_entry.index IS 'Index it belongs to.';
COMMENT ON COLUMN norn.neighbour_entry.list IS 'List whose centroid is nearest.';
COMMENT ON COLUMN norn.neighbour_entry.person IS 'Pseudonym of the person.';
COMMENT ON COLUMN norn.neighbour_entry.projection IS 'Projection of the embedding onto the index''s directions.';

CREATE TABLE norn.neighbour_change (
  index bigint NOT NULL REFERENCES norn.neighbour_index (id) ON DELETE CASCADE,
  person norn.pseudonym NOT NULL,
  PRIMARY KEY (index, person)
);
COMMENT ON TABLE norn.neighbour_change IS 'People embedded since an index was begun; a question compares each of them.';
COMMENT ON COLUMN norn.neighbour_change.index IS 'Index that lacks the new embedding.';
COMMENT ON COLUMN norn.neighbour_change.person IS 'Pseudonym of the person.';
CREATE INDEX neighbour_change_person ON norn.neighbour_change (person);

-- For each statement, not for each row: writers send many rows in one. Changes are told row by row: to
-- compare old and new rows of a statement, the planner would take each with each.
CREATE FUNCTION norn.note_new_embeddings() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO norn.neighbour_change (index, person)
  SELECT i.id, e.person
  FROM new_embedding e JOIN norn.neighbour_index i USING (release, landmark)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION norn.note_new_embeddings() IS 'Trigger of person_embedding: indexes of neighbours miss the new embedding until they are built anew.';

CREATE FUNCTION norn.note_changed_embedding() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO norn.neighbour_change (index, person)
  SELECT i.id, new.person FROM norn.neighbour_index i
  WHERE i.release = new.release AND i.landmark = new.landmark
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION norn.note_changed_embedding() IS 'Trigger of person_embedding: as note_new_embeddings, where an embedding became another.';

CREATE TRIGGER note_new_embeddings AFTER INSERT ON norn.person_embedding
REFERENCING NEW TABLE AS new_embedding
FOR EACH STATEMENT EXECUTE FUNCTION norn.note_new_embeddings();
COMMENT ON TRIGGER note_new_embeddings ON norn.person_embedding IS 'Tells the indexes of neighbours who is new.';
CREATE TRIGGER note_changed_embedding AFTER UPDATE ON norn.person_embedding
FOR EACH ROW WHEN (old.embedding <> new.embedding) EXECUTE FUNCTION norn.note_changed_embedding();
COMMENT ON TRIGGER note_changed_embedding ON norn.person_embedding IS 'Tells the indexes of neighbours who changed.';

-- Partitions belong to the owner; the three functions below do no more than that needs.
CREATE FUNCTION norn.add_neighbour_partition(index bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE TABLE norn.%I PARTITION OF norn.neighbour_entry FOR VALUES IN (%s)',
    'neighbour_entry_' || index, index);
  EXECUTE format('COMMENT ON TABLE norn.%I IS %L', 'neighbour_entry_' || index, 'Index ' || index || '.');
END
$$;
COMMENT ON FUNCTION norn.add_neighbour_partition(bigint) IS 'Makes the partition of a begun index.';

CREATE FUNCTION norn.order_neighbour_partition(index bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, norn, pg_temp AS $$
DECLARE
  partition text := 'neighbour_entry_' || index;
BEGIN
  EXECUTE format('CREATE INDEX %I ON norn.%I (list)', partition || '_list', partition);
  EXECUTE format('CLUSTER norn.%I USING %I', partition, partition || '_list');
  EXECUTE format('CREATE INDEX %I ON norn.%I (person)', partition || '_person', partition);
  EXECUTE format('ANALYZE norn.%I', partition);
  ANALYZE norn.neighbour_list;
END
$$;
COMMENT ON FUNCTION norn.order_neighbour_partition(bigint) IS 'Puts the rows of a filled partition into the order of the lists.';

CREATE FUNCTION norn.drop_neighbour_index(index bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('DROP TABLE IF EXISTS norn.%I', 'neighbour_entry_' || index);
  DELETE FROM norn.neighbour_index i WHERE i.id = drop_neighbour_index.index;
END
$$;
COMMENT ON FUNCTION norn.drop_neighbour_index(bigint) IS 'Takes an index away with all its rows.';

REVOKE ALL ON FUNCTION norn.add_neighbour_partition(bigint), norn.order_neighbour_partition(bigint),
  norn.drop_neighbour_index(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn.add_neighbour_partition(bigint), norn.order_neighbour_partition(bigint),
  norn.drop_neighbour_index(bigint) TO norn_writer;

GRANT SELECT, INSERT, UPDATE ON norn.neighbour_index TO norn_writer;
GRANT SELECT, INSERT ON norn.neighbour_direction, norn.neighbour_list TO norn_writer;
GRANT SELECT, INSERT, DELETE ON norn.neighbour_entry, norn.neighbour_change TO norn_writer;
GRANT SELECT ON norn.neighbour_index, norn.neighbour_direction, norn.neighbour_list,
  norn.neighbour_entry, norn.neighbour_change TO norn_researcher;

DO $$
DECLARE
  person_table text;
BEGIN
  FOREACH person_table IN ARRAY ARRAY['neighbour_entry', 'neighbour_change']
  LOOP
    EXECUTE format('ALTER TABLE norn.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', person_table);
    EXECUTE format('CREATE POLICY writer ON norn.%I TO norn_writer USING (true) WITH CHECK (true)', person_table);
    EXECUTE format('CREATE POLICY reader ON norn.%I FOR SELECT TO norn_researcher USING (true)', person_table);
  END LOOP;
END
$$;

-- As in V014; indexes of neighbours too. They come after person_embedding: see norn index.
CREATE OR REPLACE FUNCTION norn.forget_person(pseudonym text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  person_table text;
  deleted bigint;
  removed bigint := 0;
BEGIN
  INSERT INTO norn.forgotten_person AS known
  VALUES (norn.person_hash(pseudonym), clock_timestamp(), NULL, 0)
  ON CONFLICT (person_hash) DO UPDATE SET forgotten_at = excluded.forgotten_at, readmitted_at = NULL
  WHERE known.readmitted_at IS NOT NULL;
  FOREACH person_table IN ARRAY ARRAY['person_embedding', 'neighbour_entry', 'neighbour_change',
    'prediction', 'score_change', 'life_event', 'cohort_member', 'scored_person']
  LOOP
    EXECUTE format('DELETE FROM norn.%I WHERE person = $1', person_table) USING pseudonym;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    removed := removed + deleted;
  END LOOP;
  UPDATE norn.forgotten_person SET rows_removed = rows_removed + removed
  WHERE person_hash = norn.person_hash(pseudonym) AND removed > 0;
END
$$;
