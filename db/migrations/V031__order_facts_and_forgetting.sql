-- What is said of a person and the person's facts are written in one order.
-- Purpose: a fact that follows a readmission is kept, one that comes before a forgetting goes; with a writer
--   for each, which of the two the database met first was chance.
-- Read by: the live job.

CREATE FUNCTION norn.forget_or_readmit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF new.kind = 'FORGOTTEN' THEN
    PERFORM norn.forget_person(new.person);
  ELSE
    PERFORM norn.readmit_person(new.person);
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION norn.forget_or_readmit() IS
  'Trigger: does what a version of kind FORGOTTEN or READMITTED says, and keeps no row of it.';

-- Its name comes before refuse_forgotten, which would leave a readmission out: triggers fire by name.
CREATE TRIGGER forget_or_readmit BEFORE INSERT ON norn.life_event
  FOR EACH ROW WHEN (new.kind IN ('FORGOTTEN', 'READMITTED'))
  EXECUTE FUNCTION norn.forget_or_readmit();
COMMENT ON TRIGGER forget_or_readmit ON norn.life_event IS
  'Forgetting and readmission happen between the facts before and after them.';
