-- Maps.
-- Purpose: people by their embeddings, and tokens by theirs, in two dimensions, so that they can be looked at
--   and a group be asked what separates it. A map is fitted once for a release; who is embedded afterwards is
--   placed on it. The release that follows gets a map of its own, turned onto this one.
-- Read by: norn_research.projection, norn_research.projection_point, norn_research.token_point,
--   norn_research.map_selection.

CREATE TABLE norn.projection (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  release text NOT NULL REFERENCES norn.release (id),
  kind text NOT NULL CHECK (kind IN ('LIVES', 'TOKENS')),
  method text NOT NULL,
  seed bigint NOT NULL,
  params jsonb NOT NULL,
  points integer NOT NULL CHECK (points > 0),
  recall double precision NOT NULL CHECK (recall BETWEEN 0 AND 1),
  neighbours_kept double precision NOT NULL CHECK (neighbours_kept BETWEEN 0 AND 1),
  trustworthiness double precision NOT NULL CHECK (trustworthiness BETWEEN 0 AND 1),
  triplets_kept double precision NOT NULL CHECK (triplets_kept BETWEEN 0 AND 1),
  rotated_onto bigint REFERENCES norn.projection (id) ON DELETE SET NULL,
  fitted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (release, kind)
);
COMMENT ON TABLE norn.projection IS 'Maps in two dimensions, one of each kind for a release; a new one takes its place.';
COMMENT ON COLUMN norn.projection.id IS 'Number of the map.';
COMMENT ON COLUMN norn.projection.release IS 'Release whose embeddings it shows.';
COMMENT ON COLUMN norn.projection.kind IS 'LIVES: people; TOKENS: tokens of the vocabulary.';
COMMENT ON COLUMN norn.projection.method IS 'Layout, and how neighbours were found: pacmap-exact or pacmap-jvector.';
COMMENT ON COLUMN norn.projection.seed IS 'Seed of all draws. Exact neighbours and one seed give the same map again; those of an index need not.';
COMMENT ON COLUMN norn.projection.params IS 'Numbers that the method was run with, and above which a point counts as uncertain.';
COMMENT ON COLUMN norn.projection.points IS 'Points when it was fitted; who was forgotten or placed later is not counted anew.';
COMMENT ON COLUMN norn.projection.recall IS 'Share of the true 15 nearest neighbours that the layout was given, of a sample; 1 where they are exact.';
COMMENT ON COLUMN norn.projection.neighbours_kept IS 'Share of 15 true neighbours that are among the 15 nearest on the map, of a sample.';
COMMENT ON COLUMN norn.projection.trustworthiness IS 'Of 15 neighbours (Venna and Kaski 2001), of a sample: 1 where no neighbour on the map is a stranger.';
COMMENT ON COLUMN norn.projection.triplets_kept IS 'Share of pairs of distances from one point whose order the map keeps, of a sample; 0.5 by chance.';
COMMENT ON COLUMN norn.projection.rotated_onto IS 'Map that this one was turned onto by the points of both; null where there was none.';
COMMENT ON COLUMN norn.projection.fitted_at IS 'When it was fitted.';

CREATE TABLE norn.projection_point (
  projection bigint NOT NULL REFERENCES norn.projection (id) ON DELETE CASCADE,
  point integer NOT NULL CHECK (point >= 0),
  person norn.pseudonym NOT NULL,
  landmark date NOT NULL,
  x real NOT NULL,
  y real NOT NULL,
  age real,
  tokens integer[],
  observed jsonb NOT NULL DEFAULT '{}',
  true_probability jsonb NOT NULL DEFAULT '{}',
  uncertain boolean NOT NULL,
  placed_later boolean NOT NULL,
  PRIMARY KEY (projection, point),
  UNIQUE (person, projection)
);
COMMENT ON TABLE norn.projection_point IS 'People on a map of lives.';
COMMENT ON COLUMN norn.projection_point.projection IS 'The map.';
COMMENT ON COLUMN norn.projection_point.point IS 'Number of the point, from 0 in the order of persons; newcomers follow. Numbers of the forgotten are not given again.';
COMMENT ON COLUMN norn.projection_point.person IS 'Pseudonym of the person.';
COMMENT ON COLUMN norn.projection_point.landmark IS 'Landmark of the embedding, the person''s newest when the point was placed.';
COMMENT ON COLUMN norn.projection_point.x IS 'Place from left to right; a unit means nothing.';
COMMENT ON COLUMN norn.projection_point.y IS 'Place from bottom to top.';
COMMENT ON COLUMN norn.projection_point.age IS 'Years at the landmark; null where no corpus of that landmark told.';
COMMENT ON COLUMN norn.projection_point.tokens IS 'Distinct tokens of the life in the corpus, ascending, special ones left out; null where no corpus told.';
COMMENT ON COLUMN norn.projection_point.observed IS 'By outcome, whether it came to be, where the corpus knows it.';
COMMENT ON COLUMN norn.projection_point.true_probability IS 'By outcome, the true probability of a synthetic person, 0 to 1; empty where the truth is not known.';
COMMENT ON COLUMN norn.projection_point.uncertain IS 'Whether for some outcome the release abstained, the interval is wide, or the neighbours'' probabilities disagree, as params of the map say.';
COMMENT ON COLUMN norn.projection_point.placed_later IS 'Whether the person was embedded after the map was fitted, and lies at the mean place of the nearest.';

CREATE TRIGGER refuse_forgotten BEFORE INSERT ON norn.projection_point
FOR EACH ROW EXECUTE FUNCTION norn.refuse_forgotten();
COMMENT ON TRIGGER refuse_forgotten ON norn.projection_point IS 'A forgotten person gets no row.';

CREATE TABLE norn.token_point (
  projection bigint NOT NULL REFERENCES norn.projection (id) ON DELETE CASCADE,
  token integer NOT NULL,
  x real NOT NULL,
  y real NOT NULL,
  register text NOT NULL,
  persons bigint NOT NULL CHECK (persons >= 0),
  stability double precision CHECK (stability BETWEEN 0 AND 1),
  PRIMARY KEY (projection, token)
);
COMMENT ON TABLE norn.token_point IS 'Tokens on a map of tokens; special ones are not on it.';
COMMENT ON COLUMN norn.token_point.projection IS 'The map.';
COMMENT ON COLUMN norn.token_point.token IS 'Number of the token in the vocabulary of the map''s release.';
COMMENT ON COLUMN norn.token_point.x IS 'Place from left to right; a unit means nothing.';
COMMENT ON COLUMN norn.token_point.y IS 'Place from bottom to top.';
COMMENT ON COLUMN norn.token_point.register IS 'Register that the token comes from.';
COMMENT ON COLUMN norn.token_point.persons IS 'Persons of the training split who have it.';
COMMENT ON COLUMN norn.token_point.stability IS 'Share of its 10 nearest tokens that are so in other releases of the vocabulary too, their mean; null where there is no other.';

GRANT SELECT, INSERT, DELETE ON norn.projection, norn.projection_point, norn.token_point TO norn_writer;
GRANT SELECT ON norn.projection, norn.token_point TO norn_researcher, norn_analyst;
GRANT SELECT ON norn.projection_point TO norn_researcher;

ALTER TABLE norn.projection_point ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY writer ON norn.projection_point TO norn_writer USING (true) WITH CHECK (true);
CREATE POLICY reader ON norn.projection_point FOR SELECT TO norn_researcher
USING ((SELECT norn.sees_population()) OR EXISTS (
  SELECT FROM norn.project_person p WHERE p.person = projection_point.person));

CREATE VIEW norn_research.projection WITH (security_invoker = true) AS
SELECT id, release, kind, method, seed, params, points, recall, neighbours_kept, trustworthiness,
  triplets_kept, rotated_onto, fitted_at
FROM norn.projection;
COMMENT ON VIEW norn_research.projection IS 'Maps in two dimensions. Distances between far groups mean little: triplets_kept says how little.';
COMMENT ON COLUMN norn_research.projection.id IS 'Number of the map.';
COMMENT ON COLUMN norn_research.projection.release IS 'Release whose embeddings it shows.';
COMMENT ON COLUMN norn_research.projection.kind IS 'LIVES: people; TOKENS: tokens of the vocabulary.';
COMMENT ON COLUMN norn_research.projection.method IS 'Layout, and how neighbours were found.';
COMMENT ON COLUMN norn_research.projection.seed IS 'Seed of all draws.';
COMMENT ON COLUMN norn_research.projection.params IS 'Numbers that the method was run with, and above which a point counts as uncertain.';
COMMENT ON COLUMN norn_research.projection.points IS 'Points when it was fitted.';
COMMENT ON COLUMN norn_research.projection.recall IS 'Share of the true 15 nearest neighbours that the layout was given.';
COMMENT ON COLUMN norn_research.projection.neighbours_kept IS 'Share of 15 true neighbours that are among the 15 nearest on the map.';
COMMENT ON COLUMN norn_research.projection.trustworthiness IS 'Of 15 neighbours (Venna and Kaski 2001): 1 where no neighbour on the map is a stranger.';
COMMENT ON COLUMN norn_research.projection.triplets_kept IS 'Share of pairs of distances from one point whose order the map keeps; 0.5 by chance.';
COMMENT ON COLUMN norn_research.projection.rotated_onto IS 'Map that this one was turned onto.';
COMMENT ON COLUMN norn_research.projection.fitted_at IS 'When it was fitted.';

CREATE VIEW norn_research.projection_point WITH (security_invoker = true) AS
SELECT projection, point, person, landmark, x, y, age, true_probability, uncertain, placed_later
FROM norn.projection_point WHERE (SELECT norn.sees_population())
UNION ALL
SELECT t.projection, t.point, p.pseudonym, t.landmark, t.x, t.y, t.age, t.true_probability, t.uncertain,
  t.placed_later
FROM norn.projection_point t JOIN norn.project_person p USING (person)
WHERE NOT (SELECT norn.sees_population());
COMMENT ON VIEW norn_research.projection_point IS 'People on maps of lives. Name one map: places of two compare only where one was turned onto the other.';
COMMENT ON COLUMN norn_research.projection_point.projection IS 'The map.';
COMMENT ON COLUMN norn_research.projection_point.point IS 'Number of the point.';
COMMENT ON COLUMN norn_research.projection_point.person IS 'Pseudonym of the person, in a project the project''s own.';
COMMENT ON COLUMN norn_research.projection_point.landmark IS 'Landmark of the embedding.';
COMMENT ON COLUMN norn_research.projection_point.x IS 'Place from left to right; a unit means nothing.';
COMMENT ON COLUMN norn_research.projection_point.y IS 'Place from bottom to top.';
COMMENT ON COLUMN norn_research.projection_point.age IS 'Years at the landmark, where known.';
COMMENT ON COLUMN norn_research.projection_point.true_probability IS 'By outcome, the true probability of a synthetic person; empty where the truth is not known.';
COMMENT ON COLUMN norn_research.projection_point.uncertain IS 'Whether for some outcome the release abstained, the interval is wide, or the neighbours'' probabilities disagree.';
COMMENT ON COLUMN norn_research.projection_point.placed_later IS 'Whether the person was embedded after the map was fitted.';
GRANT SELECT ON norn_research.projection TO norn_researcher, norn_analyst;
GRANT SELECT ON norn_research.projection_point TO norn_researcher;

CREATE VIEW norn_research.token_point WITH (security_invoker = true) AS
SELECT m.id AS projection, m.release, p.token AS id, t.text AS token, p.register, p.x, p.y, p.persons, p.stability
FROM norn.token_point p JOIN norn.projection m ON m.id = p.projection
JOIN norn.release r ON r.id = m.release
JOIN norn.token t ON t.vocabulary_hash = r.vocabulary_hash AND t.id = p.token;
COMMENT ON VIEW norn_research.token_point IS 'Tokens on maps of tokens.';
COMMENT ON COLUMN norn_research.token_point.projection IS 'The map.';
COMMENT ON COLUMN norn_research.token_point.release IS 'Release whose embeddings it shows.';
COMMENT ON COLUMN norn_research.token_point.id IS 'Number of the token in the vocabulary.';
COMMENT ON COLUMN norn_research.token_point.token IS 'The token as written.';
COMMENT ON COLUMN norn_research.token_point.register IS 'Register that the token comes from.';
COMMENT ON COLUMN norn_research.token_point.x IS 'Place from left to right; a unit means nothing.';
COMMENT ON COLUMN norn_research.token_point.y IS 'Place from bottom to top.';
COMMENT ON COLUMN norn_research.token_point.persons IS 'Persons of the training split who have it.';
COMMENT ON COLUMN norn_research.token_point.stability IS 'Share of its 10 nearest tokens that are so in other releases of the vocabulary too; null where there is no other.';
GRANT SELECT ON norn_research.token_point TO norn_researcher, norn_analyst;

-- As in V022; from maps too.
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
    'projection_point', 'prediction', 'score_change', 'life_event', 'cohort_member', 'scored_person',
    'project_person']
  LOOP
    EXECUTE format('DELETE FROM norn.%I WHERE person = $1', person_table) USING pseudonym;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    removed := removed + deleted;
  END LOOP;
  UPDATE norn.forgotten_person SET rows_removed = rows_removed + removed
  WHERE person_hash = norn.person_hash(pseudonym) AND removed > 0;
END
$$;
