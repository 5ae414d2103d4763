-- Tokens of scored cohorts.
-- Purpose: what a cohort's lives hold, so that two cohorts can be compared without a person's events in
--   the database.
-- Read by: norn_research.cohort_contrast.

CREATE TABLE norn.scored_token (
  run text NOT NULL REFERENCES norn.scoring_run (id),
  token integer NOT NULL,
  persons bigint NOT NULL CHECK (persons >= 10),
  PRIMARY KEY (run, token)
);
COMMENT ON TABLE norn.scored_token IS 'How many people of a scoring run have a token in the sequence that was encoded; tokens of few people are left out.';
COMMENT ON COLUMN norn.scored_token.run IS 'The scoring run.';
COMMENT ON COLUMN norn.scored_token.token IS 'Token, as the vocabulary of the run''s release numbers it.';
COMMENT ON COLUMN norn.scored_token.persons IS 'People who have it, 10 or more: a token that fewer have is not written.';

GRANT SELECT, INSERT, UPDATE ON norn.scored_token TO norn_writer;
GRANT SELECT ON norn.scored_token TO norn_researcher;
GRANT SELECT (persons, finished) ON norn.scoring_run TO norn_researcher;
