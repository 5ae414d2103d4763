-- Views for researchers and analysts.
-- Purpose: the contract with R, Python and SQL: columns are added, never renamed. Each view checks the
--   reader's own rights (security_invoker): without it a view runs with its owner's and shows every row.
-- Read by: researchers, analysts, the research API.

CREATE SCHEMA norn_research;
COMMENT ON SCHEMA norn_research IS 'What researchers and analysts read.';
GRANT USAGE ON SCHEMA norn_research TO norn_researcher, norn_analyst;

CREATE VIEW norn_research.prediction WITH (security_invoker = true) AS
SELECT release, person, landmark, outcome, probability, abstained, history_version,
  newest_recorded, cause_register, cause_row, cause_kind, predicted_at
FROM norn.prediction;
COMMENT ON VIEW norn_research.prediction IS 'Newest prediction per release, person, landmark and outcome.';
COMMENT ON COLUMN norn_research.prediction.release IS 'Release that predicted.';
COMMENT ON COLUMN norn_research.prediction.person IS 'Pseudonym of the person.';
COMMENT ON COLUMN norn_research.prediction.landmark IS 'Last day whose events were used, included; the horizon begins after it.';
COMMENT ON COLUMN norn_research.prediction.outcome IS 'Outcome, as the release names it.';
COMMENT ON COLUMN norn_research.prediction.probability IS 'Calibrated probability of the outcome in its horizon, 0 to 1; null when abstained.';
COMMENT ON COLUMN norn_research.prediction.abstained IS 'Why no probability is given; null when there is one.';
COMMENT ON COLUMN norn_research.prediction.history_version IS 'Version of the history used.';
COMMENT ON COLUMN norn_research.prediction.newest_recorded IS 'Newest register time among the facts used.';
COMMENT ON COLUMN norn_research.prediction.cause_register IS 'Register of the life event that led to this prediction; null when a scoring run did.';
COMMENT ON COLUMN norn_research.prediction.cause_row IS 'Row of that life event in its register.';
COMMENT ON COLUMN norn_research.prediction.cause_kind IS 'What made it so: a fact ASSERTED, CORRECTED or WITHDRAWN, a NEW_RELEASE, a SCORING_RUN.';
COMMENT ON COLUMN norn_research.prediction.predicted_at IS 'When it was predicted.';

CREATE VIEW norn_research.score_change WITH (security_invoker = true) AS
SELECT id, release, person, landmark, outcome, from_probability, to_probability, from_abstained,
  to_abstained, cause_register, cause_row, cause_kind, history_version, changed_at
FROM norn.score_change;
COMMENT ON VIEW norn_research.score_change IS 'Each change of a probability or abstention after the first prediction.';
COMMENT ON COLUMN norn_research.score_change.id IS 'Order of the changes.';
COMMENT ON COLUMN norn_research.score_change.release IS 'Release that predicted.';
COMMENT ON COLUMN norn_research.score_change.person IS 'Pseudonym of the person.';
COMMENT ON COLUMN norn_research.score_change.landmark IS 'Last day whose events were used, included.';
COMMENT ON COLUMN norn_research.score_change.outcome IS 'Outcome, as the release names it.';
COMMENT ON COLUMN norn_research.score_change.from_probability IS 'Probability before, 0 to 1; null when it had abstained.';
COMMENT ON COLUMN norn_research.score_change.to_probability IS 'Probability after, 0 to 1; null when it now abstains.';
COMMENT ON COLUMN norn_research.score_change.from_abstained IS 'Reason of the abstention before; null when there was a probability.';
COMMENT ON COLUMN norn_research.score_change.to_abstained IS 'Reason of the abstention after; null when there is a probability.';
COMMENT ON COLUMN norn_research.score_change.cause_register IS 'Register of the life event that led to the change; null when a scoring run did.';
COMMENT ON COLUMN norn_research.score_change.cause_row IS 'Row of that life event in its register.';
COMMENT ON COLUMN norn_research.score_change.cause_kind IS 'What made it so: a fact ASSERTED, CORRECTED or WITHDRAWN, a NEW_RELEASE, a SCORING_RUN.';
COMMENT ON COLUMN norn_research.score_change.history_version IS 'Version of the history after the change.';
COMMENT ON COLUMN norn_research.score_change.changed_at IS 'When the new prediction was made.';

CREATE VIEW norn_research.person_embedding WITH (security_invoker = true) AS
SELECT release, person, landmark, embedding, history_version, newest_recorded, encoded_at
FROM norn.person_embedding;
COMMENT ON VIEW norn_research.person_embedding IS 'Embedding of each person at each landmark, by release. Name one release: embeddings of two do not compare.';
COMMENT ON COLUMN norn_research.person_embedding.release IS 'Release that encoded it.';
COMMENT ON COLUMN norn_research.person_embedding.person IS 'Pseudonym of the person.';
COMMENT ON COLUMN norn_research.person_embedding.landmark IS 'Last day whose events were used, included.';
COMMENT ON COLUMN norn_research.person_embedding.embedding IS 'The embedding, of length 1 (L2): the cosine of two is their dot product.';
COMMENT ON COLUMN norn_research.person_embedding.history_version IS 'Version of the history that was encoded.';
COMMENT ON COLUMN norn_research.person_embedding.newest_recorded IS 'Newest register time among the facts used.';
COMMENT ON COLUMN norn_research.person_embedding.encoded_at IS 'When it was encoded.';

CREATE VIEW norn_research.release WITH (security_invoker = true) AS
SELECT id, vocabulary_hash, corpus_id, landmark, cohort, created, architecture, metrics, card,
  embedding_width, active_from, active_until,
  active_from IS NOT NULL AND active_until IS NULL AS active
FROM norn.release;
COMMENT ON VIEW norn_research.release IS 'Model releases.';
COMMENT ON COLUMN norn_research.release.id IS 'Content hash of the release folder.';
COMMENT ON COLUMN norn_research.release.vocabulary_hash IS 'Vocabulary that the model was trained with.';
COMMENT ON COLUMN norn_research.release.corpus_id IS 'Corpus that the model was trained on.';
COMMENT ON COLUMN norn_research.release.landmark IS 'Landmark of the training corpus: last day whose events were used, included.';
COMMENT ON COLUMN norn_research.release.cohort IS 'Cohort that the model was trained on.';
COMMENT ON COLUMN norn_research.release.created IS 'When the release was made.';
COMMENT ON COLUMN norn_research.release.architecture IS 'Shape of the model.';
COMMENT ON COLUMN norn_research.release.metrics IS 'Evaluation with intervals and baselines.';
COMMENT ON COLUMN norn_research.release.card IS 'The model card, in Markdown.';
COMMENT ON COLUMN norn_research.release.embedding_width IS 'Numbers in one embedding.';
COMMENT ON COLUMN norn_research.release.active_from IS 'Since when the release is or was live; null when it never was.';
COMMENT ON COLUMN norn_research.release.active_until IS 'When another release took over; null while live.';
COMMENT ON COLUMN norn_research.release.active IS 'Whether the release is live; true for at most one.';

CREATE VIEW norn_research.token WITH (security_invoker = true) AS
SELECT r.id AS release, t.id, t.text, t.family, t.persons
FROM norn.token t JOIN norn.release r USING (vocabulary_hash);
COMMENT ON VIEW norn_research.token IS 'The tokens of each release''s vocabulary.';
COMMENT ON COLUMN norn_research.token.release IS 'Release whose vocabulary holds the token.';
COMMENT ON COLUMN norn_research.token.id IS 'Number of the token, counted from 0.';
COMMENT ON COLUMN norn_research.token.text IS 'The token as written.';
COMMENT ON COLUMN norn_research.token.family IS 'register.field that the token comes from, or special.';
COMMENT ON COLUMN norn_research.token.persons IS 'Persons of the training split in whose history the token occurs.';

CREATE VIEW norn_research.rejected_summary WITH (security_invoker = true) AS
SELECT register, reason, count(*) AS events, min(received) AS first_received, max(received) AS last_received
FROM norn.rejected_event GROUP BY register, reason;
COMMENT ON VIEW norn_research.rejected_summary IS 'How many register rows became no life event, and why. Counts only.';
COMMENT ON COLUMN norn_research.rejected_summary.register IS 'Register whose definition refused the rows.';
COMMENT ON COLUMN norn_research.rejected_summary.reason IS 'Why they were refused.';
COMMENT ON COLUMN norn_research.rejected_summary.events IS 'Number of rows refused.';
COMMENT ON COLUMN norn_research.rejected_summary.first_received IS 'When the first was refused.';
COMMENT ON COLUMN norn_research.rejected_summary.last_received IS 'When the last was refused.';

GRANT SELECT ON norn_research.prediction, norn_research.score_change, norn_research.release,
  norn_research.token, norn_research.rejected_summary TO norn_researcher, norn_analyst;
GRANT SELECT ON norn_research.person_embedding TO norn_researcher;
