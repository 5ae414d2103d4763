-- Access.
-- Purpose: the least that each role needs. Readers get no USAGE on schema norn, so they cannot name a
--   table; the select rights below are those that security_invoker views need.
-- Read by: PostgreSQL.

GRANT USAGE ON SCHEMA norn TO norn_writer;
GRANT SELECT, INSERT ON norn.life_event, norn.rejected_event, norn.vocabulary, norn.token
  TO norn_writer;
GRANT SELECT, INSERT, UPDATE ON norn.release, norn.token_embedding, norn.person_embedding,
  norn.prediction, norn.scoring_run TO norn_writer;
GRANT SELECT, INSERT, DELETE ON norn.cohort, norn.cohort_member TO norn_writer;
GRANT SELECT, INSERT ON norn.score_change TO norn_writer;
-- For forgetting a person, and for taking away the embedding of one no longer predicted for.
GRANT DELETE ON norn.person_embedding, norn.prediction, norn.score_change, norn.life_event
  TO norn_writer;
GRANT EXECUTE ON FUNCTION norn.forget_person(text) TO norn_writer;
GRANT INSERT ON norn.audit_log TO norn_writer;
GRANT EXECUTE ON FUNCTION norn.add_release_partition(text) TO norn_writer;
REVOKE ALL ON FUNCTION norn.activate_release(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION norn.activate_release(text, timestamptz) TO norn_writer;

GRANT SELECT ON norn.prediction, norn.score_change, norn.release, norn.token
  TO norn_researcher, norn_analyst;
GRANT SELECT ON norn.person_embedding, norn.token_embedding TO norn_researcher;
GRANT SELECT (register, reason, received) ON norn.rejected_event
  TO norn_researcher, norn_analyst, norn_operations;

-- Operations count persons without seeing one: no column below names or scores a person.
GRANT SELECT (release, landmark, outcome, abstained, newest_recorded, predicted_at)
  ON norn.prediction TO norn_operations;
GRANT SELECT (release, outcome, changed_at) ON norn.score_change TO norn_operations;
GRANT SELECT (id, vocabulary_hash, created, embedding_width, active_from, active_until)
  ON norn.release TO norn_operations;
GRANT SELECT (hash, tokens) ON norn.vocabulary TO norn_operations;
GRANT SELECT ON norn.scoring_run TO norn_operations;

-- FORCEd, so that even the owner of the tables reads and writes persons through a policy only.
DO $$
DECLARE
  person_table text;
BEGIN
  FOREACH person_table IN ARRAY
    ARRAY['life_event', 'person_embedding', 'prediction', 'score_change', 'cohort_member']
  LOOP
    EXECUTE format('ALTER TABLE norn.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', person_table);
    EXECUTE format('CREATE POLICY writer ON norn.%I TO norn_writer USING (true) WITH CHECK (true)', person_table);
  END LOOP;
END
$$;
CREATE POLICY reader ON norn.person_embedding FOR SELECT TO norn_researcher USING (true);
CREATE POLICY reader ON norn.prediction FOR SELECT
  TO norn_researcher, norn_analyst, norn_operations USING (true);
CREATE POLICY reader ON norn.score_change FOR SELECT
  TO norn_researcher, norn_analyst, norn_operations USING (true);
