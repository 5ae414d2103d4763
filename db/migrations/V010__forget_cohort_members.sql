-- Forgetting covers cohort members.
-- Purpose: norn.forget_person also deletes the person from the cohorts that keep their members.
-- Read by: the live job.

CREATE OR REPLACE FUNCTION norn.forget_person(pseudonym text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM norn.person_embedding WHERE person = forget_person.pseudonym;
  DELETE FROM norn.prediction WHERE person = forget_person.pseudonym;
  DELETE FROM norn.score_change WHERE person = forget_person.pseudonym;
  DELETE FROM norn.life_event WHERE person = forget_person.pseudonym;
  DELETE FROM norn.cohort_member WHERE person = forget_person.pseudonym;
$$;
