#' # Questions to Norn from R
#'
#' Runs with `Rscript norn.R`; `knitr::spin("norn.R")` makes a report of it. Needs DBI and RPostgres (or Debian's
#' RPostgreSQL). The database is the one that libpq's environment names (`PGHOST`, `PGPORT`, `PGDATABASE`, `PGUSER`,
#' `PGPASSWORD`), with a login that may become `norn_researcher`. The last part asks the HTTP API at `NORN_API` with the
#' token in `NORN_TOKEN`; Arrow and Parquet are read where the package arrow is installed.
#'
#' What comes out names people by pseudonyms: it is personal data.

library(DBI)

driver <- if (requireNamespace("RPostgres", quietly = TRUE)) {
  RPostgres::Postgres()
} else {
  RPostgreSQL::PostgreSQL()
}
login <- Filter(nzchar, list(
  host = Sys.getenv("PGHOST"), port = Sys.getenv("PGPORT"), dbname = Sys.getenv("PGDATABASE"),
  user = Sys.getenv("PGUSER"), password = Sys.getenv("PGPASSWORD")
))
norn <- do.call(dbConnect, c(list(driver), login))
invisible(dbExecute(norn, "SET ROLE norn_researcher"))
invisible(dbExecute(norn, "SET default_transaction_read_only = on"))
options(width = 200, digits = 8)

ask <- function(sql, ...) dbGetQuery(norn, sqlInterpolate(norn, sql, ...))
show_rows <- function(rows) print(rows, row.names = FALSE)

show_rows(ask("SELECT current_user::text AS role"))

#' ## Which scoring runs there are
runs <- ask("SELECT id, cohort, release FROM norn_research.scoring_run ORDER BY cohort, id")
show_rows(runs)
cohorts <- unique(runs$cohort)
run <- runs$id[runs$cohort == cohorts[1]][1]

#' ## Who is near this person
person <- ask("SELECT e.person::text FROM norn_research.person_embedding e
  JOIN norn_research.release r ON r.id = e.release AND r.active ORDER BY e.person LIMIT 1")$person
show_rows(ask("SELECT neighbour, cosine FROM norn_research.nearest_persons(?person, 5)", person = person))

#' ## Which tokens are alike
token <- ask("SELECT text FROM norn_research.token WHERE family <> 'special'
  ORDER BY persons DESC, text LIMIT 1")$text
cat("nearest to", token, "\n")
show_rows(ask("SELECT neighbour, family, persons::integer, cosine
  FROM norn_research.nearest_tokens(?token, 5)", token = token))

#' ## What separates two cohorts
#'
#' z is not corrected for the number of tokens; a difference says nothing about causes.
show_rows(ask("SELECT kind, name, value, other_value, effect, z
  FROM norn_research.cohort_contrast(?cohort, ?other) ORDER BY abs(z) DESC NULLS LAST, name LIMIT 5",
  cohort = cohorts[1], other = cohorts[2]))

#' ## What was predicted of the person, and since when
show_rows(ask("SELECT outcome, landmark, since, until, probability, cause_kind
  FROM norn_research.prediction_history(?person) ORDER BY outcome, landmark, since", person = person))

#' ## What stood predicted at an instant
show_rows(ask("SELECT outcome, count(*)::integer AS persons, avg(probability) AS mean
  FROM norn_research.as_known_on(?instant::timestamptz) GROUP BY outcome ORDER BY outcome",
  instant = format(Sys.time(), "%Y-%m-%dT%H:%M:%OS6Z", tz = "UTC")))

#' ## How much of a concept people have
show_rows(ask("SELECT c.concept, e.person::text,
    norn_research.concept_score(c.concept, e.person, c.release) AS score
  FROM norn_research.concept c JOIN norn_research.person_embedding e USING (release)
  ORDER BY score DESC NULLS LAST, e.person LIMIT 5"))

#' ## A scoring run's folder
#'
#' `norn score --out DIR` writes Parquet into `DIR/scores`; name DIR in `NORN_RUN`.
has_arrow <- requireNamespace("arrow", quietly = TRUE)
if (has_arrow && nzchar(Sys.getenv("NORN_RUN"))) {
  scores <- arrow::open_dataset(file.path(Sys.getenv("NORN_RUN"), "scores"))
  print(scores$schema)
  cat("folder rows", nrow(scores), "\n")
}

#' ## Over HTTP
#'
#' The same rows leave as CSV, Arrow or Parquet, as `Accept` says, with what they come from inside.
api <- Sys.getenv("NORN_API")
fetch <- function(path, accept) {
  headers <- c(Accept = accept, "Norn-Purpose" = "notebook examples")
  if (nzchar(Sys.getenv("NORN_TOKEN"))) {
    headers <- c(headers, Authorization = paste("Bearer", Sys.getenv("NORN_TOKEN")))
  }
  file <- tempfile()
  stopifnot(download.file(paste0(api, path), file, method = "libcurl", mode = "wb", quiet = TRUE, headers = headers) == 0)
  file
}
if (nzchar(api)) {
  outcome <- ask("SELECT outcome FROM norn_research.scored_person WHERE run = ?run ORDER BY 1 LIMIT 1", run = run)$outcome
  rows <- paste0("/api/v1/predictions?run=", run, "&outcome=", outcome, "&limit=50000")
  file <- fetch(rows, "text/csv")
  csv <- read.csv(file, comment.char = "#", colClasses = c(person = "character"))
  provenance <- sub("^# ", "", grep("^# (run|release|landmark):", readLines(file), value = TRUE))
  cat("csv rows", nrow(csv), "\n")
  writeLines(provenance)
  cat(sprintf("mean probability %.6f\n", mean(csv$probability, na.rm = TRUE)))
}

#' Arrow and Parquet hold types, and provenance in the metadata of their schema.
if (nzchar(api) && has_arrow) {
  arrow_rows <- arrow::read_ipc_stream(fetch(rows, "application/vnd.apache.arrow.stream"), as_data_frame = FALSE)
  cat("arrow rows", nrow(arrow_rows), "run", arrow_rows$metadata$run, "\n")
  parquet_rows <- arrow::read_parquet(fetch(rows, "application/vnd.apache.parquet"), as_data_frame = FALSE)
  cat("parquet rows", nrow(parquet_rows), "release", parquet_rows$metadata$release, "\n")
}
invisible(dbDisconnect(norn))
