package dev.norn.db;

/**
 * The statements that write Norn's tables: the only ones. Each is idempotent, so that a stream may
 * replay, and none lets an older history overwrite a newer one.
 *
 * <p>Parameters are numbered in the order of the columns. Bind a date as {@link
 * java.time.LocalDate}, a time as {@link java.time.OffsetDateTime}, {@code real[]} as {@code
 * float[]} (all with {@code setObject}), JSON as a string, a null with {@code setNull} or {@code
 * setObject(n, null)}.
 *
 * <p>With {@code reWriteBatchedInserts=true} a batch must not hold two rows of one key: PostgreSQL
 * refuses to "affect row a second time". Keep the row of the greatest history version.
 */
public final class Upserts {

  /** Columns: hash, json, tokens. */
  public static final String VOCABULARY =
      """
      INSERT INTO norn.vocabulary (hash, json, tokens) VALUES (?, CAST(? AS jsonb), ?)
      ON CONFLICT (hash) DO NOTHING""";

  /** Columns: vocabulary_hash, id, text, family, persons. After {@link #VOCABULARY}. */
  public static final String TOKEN =
      """
      INSERT INTO norn.token (vocabulary_hash, id, text, family, persons) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (vocabulary_hash, id) DO NOTHING""";

  /**
   * Columns: id, vocabulary_hash, corpus_id, landmark, cohort, created, architecture (JSON), card,
   * embedding_width, embedding_mean (may be null). After {@link #VOCABULARY}.
   */
  public static final String RELEASE =
      """
      INSERT INTO norn.release (id, vocabulary_hash, corpus_id, landmark, cohort, created,
        architecture, card, embedding_width, embedding_mean)
      VALUES (?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?, ?)
      ON CONFLICT (id) DO NOTHING""";

  /**
   * Columns: release, small_cells (whether it holds any), metrics (JSON). After {@link #RELEASE},
   * once with small cells and once without.
   */
  public static final String RELEASE_EVALUATION =
      """
      INSERT INTO norn.release_evaluation (release, small_cells, metrics)
      VALUES (?, ?, CAST(? AS jsonb))
      ON CONFLICT (release, small_cells) DO NOTHING""";

  /** One parameter, the release; a query with one row. After {@link #RELEASE}. */
  public static final String ADD_RELEASE_PARTITION = "SELECT norn.add_release_partition(?)";

  /** Release, since when; a query with one row. Ends the release that was live before. */
  public static final String ACTIVATE_RELEASE = "SELECT norn.activate_release(?, ?)";

  /**
   * Release (null for none), until when it goes on predicting beside the live one; a query with one
   * row.
   */
  public static final String KEEP_RELEASE = "SELECT norn.keep_release(?, ?)";

  /** Columns: release, token, embedding. After {@link #ADD_RELEASE_PARTITION}. */
  public static final String TOKEN_EMBEDDING =
      """
      INSERT INTO norn.token_embedding (release, token, embedding) VALUES (?, ?, ?)
      ON CONFLICT (release, token) DO UPDATE SET embedding = excluded.embedding""";

  /**
   * Columns: release, person, landmark, embedding (of length 1), code ({@link SignCode#of}),
   * history_version, newest_recorded, encoded_at. After {@link #ADD_RELEASE_PARTITION}.
   */
  public static final String PERSON_EMBEDDING =
      """
      INSERT INTO norn.person_embedding AS existing (release, person, landmark, embedding, code,
        history_version, newest_recorded, encoded_at)
      VALUES (?, ?, ?, ?, CAST(? AS varbit), ?, ?, ?)
      ON CONFLICT (release, person, landmark) DO UPDATE SET
        embedding = excluded.embedding, code = excluded.code,
        history_version = excluded.history_version,
        newest_recorded = excluded.newest_recorded, encoded_at = excluded.encoded_at
      WHERE excluded.history_version >= existing.history_version""";

  /**
   * Release, person, landmark, history version: takes away the embedding of a person who is no
   * longer predicted for, unless a newer history wrote it.
   */
  public static final String DELETE_PERSON_EMBEDDING =
      """
      DELETE FROM norn.person_embedding
      WHERE release = ? AND person = ? AND landmark = ? AND history_version <= ?""";

  /**
   * Columns: release, person, landmark, outcome, probability, abstained (exactly one of the two is
   * null), history_version, newest_recorded, cause_register, cause_row, cause_kind (all three may
   * be null), predicted_at. After {@link #RELEASE}. A change is appended to score_change.
   */
  public static final String PREDICTION =
      """
      INSERT INTO norn.prediction AS existing (release, person, landmark, outcome, probability,
        abstained, history_version, newest_recorded, cause_register, cause_row, cause_kind,
        predicted_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (release, person, landmark, outcome) DO UPDATE SET
        probability = excluded.probability, abstained = excluded.abstained,
        history_version = excluded.history_version, newest_recorded = excluded.newest_recorded,
        cause_register = excluded.cause_register, cause_row = excluded.cause_row,
        cause_kind = excluded.cause_kind, predicted_at = excluded.predicted_at
      WHERE excluded.history_version >= existing.history_version""";

  /**
   * Columns: id, release, calibration, cohort, landmark, known_by (may be null), definition (JSON),
   * started. After {@link #RELEASE}. A run of that id that was killed or failed is running again.
   */
  public static final String SCORING_RUN =
      """
      INSERT INTO norn.scoring_run (id, release, calibration, cohort, landmark, known_by, definition,
        state, started)
      VALUES (?, ?, ?, ?, ?, ?, CAST(? AS jsonb), 'RUNNING', ?)
      ON CONFLICT (id) DO UPDATE SET state = 'RUNNING', finished = NULL""";

  /** State (DONE or FAILED), persons, abstained, finished, id. After {@link #SCORING_RUN}. */
  public static final String END_SCORING_RUN =
      """
      UPDATE norn.scoring_run SET state = ?, persons = ?, abstained = ?, finished = ?
      WHERE id = ?""";

  /** SHA-256 of report.json in hexadecimal, id of the run. After {@link #SCORING_RUN}. */
  public static final String SCORING_REPORT =
      "UPDATE norn.scoring_run SET report_sha256 = ? WHERE id = ?";

  /**
   * Columns: run, minimum count of the rules that the report was written by (3 or more), report
   * (JSON), small cells held back. After {@link #SCORING_RUN}.
   */
  public static final String KEPT_SCORING_REPORT =
      """
      INSERT INTO norn.scoring_report (run, minimum_count, report) VALUES (?, ?, CAST(? AS jsonb))
      ON CONFLICT (run) DO UPDATE SET minimum_count = excluded.minimum_count,
        report = excluded.report, written = excluded.written""";

  /**
   * Columns: run, person, landmark, outcome, probability, low, high, decile, percentile, abstained
   * (the last six may be null; exactly one of probability and abstained is), history_version,
   * newest_recorded, expected_count, likeliest_class, class_probability (these may be null). After
   * {@link #SCORING_RUN}.
   */
  public static final String SCORED_PERSON =
      """
      INSERT INTO norn.scored_person (run, person, landmark, outcome, probability, low, high, decile,
        percentile, abstained, history_version, newest_recorded, expected_count, likeliest_class,
        class_probability)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (run, person, outcome) DO UPDATE SET probability = excluded.probability,
        low = excluded.low, high = excluded.high, decile = excluded.decile,
        percentile = excluded.percentile, abstained = excluded.abstained,
        history_version = excluded.history_version, newest_recorded = excluded.newest_recorded,
        expected_count = excluded.expected_count, likeliest_class = excluded.likeliest_class,
        class_probability = excluded.class_probability""";

  /** Columns: run, token, persons (10 or more). After {@link #SCORING_RUN}. */
  public static final String SCORED_TOKEN =
      """
      INSERT INTO norn.scored_token (run, token, persons) VALUES (?, ?, ?)
      ON CONFLICT (run, token) DO UPDATE SET persons = excluded.persons""";

  /**
   * Columns: release, name, definition (JSON), direction (of length 1), centre, scale, persons,
   * other_persons (each 10 or more), auroc, auroc_low, auroc_high (the last two may be null), seed.
   * After {@link #RELEASE}.
   */
  public static final String CONCEPT =
      """
      INSERT INTO norn.concept (release, name, definition, direction, centre, scale, persons,
        other_persons, auroc, auroc_low, auroc_high, seed)
      VALUES (?, ?, CAST(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (release, name) DO UPDATE SET definition = excluded.definition,
        direction = excluded.direction, centre = excluded.centre, scale = excluded.scale,
        persons = excluded.persons, other_persons = excluded.other_persons, auroc = excluded.auroc,
        auroc_low = excluded.auroc_low, auroc_high = excluded.auroc_high, seed = excluded.seed,
        written = excluded.written""";

  /**
   * Columns: release, concept, outcome, layer (ENCODED or EMBEDDING), effect, null_low, null_high,
   * p, adjusted_p, random_concepts. After {@link #CONCEPT}.
   */
  public static final String CONCEPT_EFFECT =
      """
      INSERT INTO norn.concept_effect (release, concept, outcome, layer, effect, null_low, null_high,
        p, adjusted_p, random_concepts)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (release, concept, outcome, layer) DO UPDATE SET effect = excluded.effect,
        null_low = excluded.null_low, null_high = excluded.null_high, p = excluded.p,
        adjusted_p = excluded.adjusted_p, random_concepts = excluded.random_concepts""";

  /** Columns: id (hash of source and line), source, line, register, reason, detail, received. */
  public static final String REJECTED_EVENT =
      """
      INSERT INTO norn.rejected_event (id, source, line, register, reason, detail, received)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING""";

  /**
   * Columns: person, register, row, occurred, until (may be null), recorded, revision, kind,
   * content_hash, fields (a JSON object of strings). A row of kind FORGOTTEN deletes all about the
   * person and refuses further rows, one of kind READMITTED allows them again; neither is kept.
   */
  public static final String LIFE_EVENT =
      """
      INSERT INTO norn.life_event (person, register, "row", occurred, until, recorded, revision,
        kind, content_hash, fields)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb))
      ON CONFLICT (person, register, "row", recorded, revision, content_hash) DO NOTHING""";

  private Upserts() {}
}
