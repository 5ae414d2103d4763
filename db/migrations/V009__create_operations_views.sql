-- Views for operations.
-- Purpose: aggregates that say whether the stream is well; no person, no score.
-- Read by: Grafana, as a login in norn_operations.

CREATE SCHEMA norn_operations;
COMMENT ON SCHEMA norn_operations IS 'Aggregates for those who run Norn; no person can be read here.';
GRANT USAGE ON SCHEMA norn_operations TO norn_operations;

CREATE VIEW norn_operations.events_rejected WITH (security_invoker = true) AS
SELECT date_trunc('hour', received) AS hour, register, reason, count(*) AS events
FROM norn.rejected_event GROUP BY 1, 2, 3;
COMMENT ON VIEW norn_operations.events_rejected IS 'Register rows refused, by hour, register and reason.';
COMMENT ON COLUMN norn_operations.events_rejected.hour IS 'Beginning of the hour in which they were refused.';
COMMENT ON COLUMN norn_operations.events_rejected.register IS 'Register whose definition refused the rows.';
COMMENT ON COLUMN norn_operations.events_rejected.reason IS 'Why they were refused.';
COMMENT ON COLUMN norn_operations.events_rejected.events IS 'Number of rows refused.';

-- (release, person, landmark, outcome) is the key, so rows within the group are persons.
CREATE VIEW norn_operations.persons_predicted WITH (security_invoker = true) AS
SELECT release, landmark, outcome, count(*) AS persons, count(abstained) AS abstained
FROM norn.prediction GROUP BY release, landmark, outcome;
COMMENT ON VIEW norn_operations.persons_predicted IS 'Persons with a prediction, by release, landmark and outcome.';
COMMENT ON COLUMN norn_operations.persons_predicted.release IS 'Release that predicted.';
COMMENT ON COLUMN norn_operations.persons_predicted.landmark IS 'Last day whose events were used, included.';
COMMENT ON COLUMN norn_operations.persons_predicted.outcome IS 'Outcome, as the release names it.';
COMMENT ON COLUMN norn_operations.persons_predicted.persons IS 'Number of persons, abstentions included.';
COMMENT ON COLUMN norn_operations.persons_predicted.abstained IS 'Number of persons without a probability.';

CREATE VIEW norn_operations.register_time WITH (security_invoker = true) AS
SELECT release, max(newest_recorded) AS newest_recorded, max(predicted_at) AS newest_prediction
FROM norn.prediction GROUP BY release;
COMMENT ON VIEW norn_operations.register_time IS 'How far each release has got.';
COMMENT ON COLUMN norn_operations.register_time.release IS 'Release that predicted.';
COMMENT ON COLUMN norn_operations.register_time.newest_recorded IS 'Newest register time among all facts used.';
COMMENT ON COLUMN norn_operations.register_time.newest_prediction IS 'When the newest prediction was made.';

CREATE VIEW norn_operations.score_changes WITH (security_invoker = true) AS
SELECT date_trunc('hour', changed_at) AS hour, release, outcome, count(*) AS changes
FROM norn.score_change GROUP BY 1, 2, 3;
COMMENT ON VIEW norn_operations.score_changes IS 'Predictions that changed, by hour, release and outcome.';
COMMENT ON COLUMN norn_operations.score_changes.hour IS 'Beginning of the hour in which they changed.';
COMMENT ON COLUMN norn_operations.score_changes.release IS 'Release that predicted.';
COMMENT ON COLUMN norn_operations.score_changes.outcome IS 'Outcome, as the release names it.';
COMMENT ON COLUMN norn_operations.score_changes.changes IS 'Number of changes.';

CREATE VIEW norn_operations.releases WITH (security_invoker = true) AS
SELECT r.id AS release, r.created, r.embedding_width, v.tokens, r.active_from, r.active_until,
  r.active_from IS NOT NULL AND r.active_until IS NULL AS active
FROM norn.release r JOIN norn.vocabulary v ON v.hash = r.vocabulary_hash;
COMMENT ON VIEW norn_operations.releases IS 'Releases and when they were live.';
COMMENT ON COLUMN norn_operations.releases.release IS 'Content hash of the release folder.';
COMMENT ON COLUMN norn_operations.releases.created IS 'When the release was made.';
COMMENT ON COLUMN norn_operations.releases.embedding_width IS 'Numbers in one embedding.';
COMMENT ON COLUMN norn_operations.releases.tokens IS 'Number of tokens in its vocabulary.';
COMMENT ON COLUMN norn_operations.releases.active_from IS 'Since when the release is or was live; null when it never was.';
COMMENT ON COLUMN norn_operations.releases.active_until IS 'When another release took over; null while live.';
COMMENT ON COLUMN norn_operations.releases.active IS 'Whether the release is live.';

CREATE VIEW norn_operations.scoring_runs WITH (security_invoker = true) AS
SELECT id, release, cohort, landmark, state, persons, abstained, started, finished
FROM norn.scoring_run;
COMMENT ON VIEW norn_operations.scoring_runs IS 'Batch scoring runs.';
COMMENT ON COLUMN norn_operations.scoring_runs.id IS 'Name of the run.';
COMMENT ON COLUMN norn_operations.scoring_runs.release IS 'Release that scored.';
COMMENT ON COLUMN norn_operations.scoring_runs.cohort IS 'Cohort that was scored; null when everybody was.';
COMMENT ON COLUMN norn_operations.scoring_runs.landmark IS 'Last day whose events were used, included.';
COMMENT ON COLUMN norn_operations.scoring_runs.state IS 'RUNNING, DONE or FAILED.';
COMMENT ON COLUMN norn_operations.scoring_runs.persons IS 'Persons scored so far, abstentions included.';
COMMENT ON COLUMN norn_operations.scoring_runs.abstained IS 'Persons without a probability for at least one outcome.';
COMMENT ON COLUMN norn_operations.scoring_runs.started IS 'When it began.';
COMMENT ON COLUMN norn_operations.scoring_runs.finished IS 'When it ended; null while running.';

GRANT SELECT ON ALL TABLES IN SCHEMA norn_operations TO norn_operations;
