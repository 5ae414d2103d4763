-- Logins of a deployment.
-- Purpose: the group roles, which the migrations would create too, and one login for each service.
--   Passwords come from the environment of psql (\getenv needs psql 15).
-- Read by: the PostgreSQL image of docker-compose.yml, once, on an empty data folder; or by hand:
--   psql -v ON_ERROR_STOP=1 -f db/deploy/create-logins.sql norn
\getenv writer_password NORN_WRITER_PASSWORD
\getenv api_password NORN_API_DB_PASSWORD
\getenv grafana_password GRAFANA_DB_PASSWORD

CREATE ROLE norn_writer NOLOGIN;
CREATE ROLE norn_researcher NOLOGIN;
CREATE ROLE norn_analyst NOLOGIN;
CREATE ROLE norn_operations NOLOGIN;
CREATE ROLE norn_auditor NOLOGIN;
CREATE ROLE norn_viewer NOLOGIN;
CREATE ROLE norn_gate NOLOGIN;
CREATE ROLE norn_population NOLOGIN;
CREATE ROLE norn_administrator NOLOGIN;
CREATE ROLE norn_checker NOLOGIN;

CREATE ROLE norn_stream LOGIN PASSWORD :'writer_password' IN ROLE norn_writer;
CREATE ROLE norn_grafana LOGIN PASSWORD :'grafana_password' IN ROLE norn_operations;
-- The API reads nothing as itself: it becomes what its caller is in each transaction.
CREATE ROLE norn_api LOGIN PASSWORD :'api_password';
GRANT norn_viewer, norn_analyst, norn_researcher, norn_operations, norn_gate, norn_checker, norn_auditor
  TO norn_api WITH INHERIT FALSE, SET TRUE;
-- Callers see the people of their projects: norn project allow NAME --login norn_api. Only where
-- callers without a project may see everybody: GRANT norn_population TO norn_api WITH INHERIT FALSE.
