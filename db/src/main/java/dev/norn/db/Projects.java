package dev.norn.db;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The projects of a database: who may see whom, under which pseudonyms. Each method is one
 * transaction. The connection needs the rights of {@code norn_administrator}; its owner closes it.
 * Not thread-safe.
 */
public final class Projects {

  private static final int PEOPLE_AT_A_TIME = 10_000;

  /** People of the project's cohorts, as finished runs hold them. */
  private static final String PEOPLE =
      """
      SELECT s.person FROM norn.scored_person s JOIN norn.scoring_run r ON r.id = s.run
      WHERE r.state = 'DONE' AND r.cohort = ANY (
        (SELECT p.cohorts FROM norn.project p WHERE p.name = ?)::text[])""";

  private static final String STANDING =
      """
      SELECT p.name, p.purpose, p.cohorts, p.ends, p.key_number,
        (SELECT count(*) FROM norn.project_person m WHERE m.project = p.name),
        ARRAY(SELECT l.login::text FROM norn.project_login l WHERE l.project = p.name ORDER BY 1)
      FROM norn.project p ORDER BY p.name""";

  private final Connection connection;

  public Projects(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws IllegalArgumentException where there is one of that name, or a cohort without a
   *     finished run, which is more likely misspelt than to come
   */
  public void add(Project project) throws SQLException {
    for (String cohort : project.cohorts()) {
      if (!any(
          "SELECT FROM norn.scoring_run WHERE state = 'DONE' AND cohort = ? LIMIT 1", cohort)) {
        throw new IllegalArgumentException(
            "[cohort] no finished scoring run holds '%s'; check the name, or score it first"
                .formatted(cohort));
      }
    }
    if (any("SELECT FROM norn.project WHERE name = ?", project.name())) {
      throw new IllegalArgumentException(
          "[project] '%s' is there already; choose another name".formatted(project.name()));
    }
    change(
        "INSERT INTO norn.project (name, purpose, cohorts, ends) VALUES (?, ?, ?, ?)",
        project.name(),
        project.purpose(),
        connection.createArrayOf("text", project.cohorts().toArray()),
        Date.valueOf(project.ends()));
  }

  public List<Project.Standing> all() throws SQLException {
    try (var query = connection.prepareStatement(STANDING);
        var row = query.executeQuery()) {
      List<Project.Standing> all = new ArrayList<>();
      while (row.next()) {
        all.add(standing(row));
      }
      return all;
    }
  }

  /**
   * @throws IllegalArgumentException where there is none of that name
   */
  public Project.Standing named(String name) throws SQLException {
    Optional<Project.Standing> found =
        all().stream().filter(each -> each.project().name().equals(name)).findFirst();
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "[project] there is no '%s'; norn project list names them".formatted(name)));
  }

  private static Project.Standing standing(ResultSet row) throws SQLException {
    return new Project.Standing(
        new Project(
            row.getString(1), row.getString(2), texts(row, 3), row.getObject(4, LocalDate.class)),
        row.getInt(5),
        row.getLong(6),
        texts(row, 7));
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  /**
   * Lets a database login ask for the project; nothing happens where it may already.
   *
   * @throws IllegalArgumentException where the server has no such role
   */
  public void allow(String project, String login) throws SQLException {
    named(project);
    if (!any("SELECT FROM pg_roles WHERE rolname = ?", login)) {
      throw new IllegalArgumentException(
          "[login] the server has no '%s'; CREATE ROLE it first".formatted(login));
    }
    change(
        "INSERT INTO norn.project_login (project, login) VALUES (?, ?) ON CONFLICT DO NOTHING",
        project,
        login);
  }

  /**
   * @return whether it might ask until now
   */
  public boolean disallow(String project, String login) throws SQLException {
    named(project);
    return change("DELETE FROM norn.project_login WHERE project = ? AND login = ?", project, login)
        > 0;
  }

  /**
   * Brings the project's people up to those whom its cohorts hold now.
   *
   * @param pseudonym what the project calls a person
   */
  public Project.Admitted admit(String project, UnaryOperator<String> pseudonym)
      throws SQLException {
    named(project);
    return transaction(
        () -> {
          long removed =
              change(
                  "DELETE FROM norn.project_person m WHERE m.project = ? AND m.person NOT IN ("
                      + PEOPLE
                      + ")",
                  project,
                  project);
          return new Project.Admitted(add(project, pseudonym), removed);
        });
  }

  /** Gives everybody another pseudonym; nobody is found by the earlier ones any more. */
  public Project.Admitted rotate(String project, UnaryOperator<String> pseudonym)
      throws SQLException {
    named(project);
    return transaction(
        () -> {
          change("UPDATE norn.project SET key_number = key_number + 1 WHERE name = ?", project);
          long removed = change("DELETE FROM norn.project_person WHERE project = ?", project);
          return new Project.Admitted(add(project, pseudonym), removed);
        });
  }

  /**
   * Takes the people and the logins away and makes {@code day} the project's last, unless it ended
   * before. Its row stays.
   *
   * @return how many people had a pseudonym
   */
  public long end(String project, LocalDate day) throws SQLException {
    named(project);
    return transaction(
        () -> {
          change(
              "UPDATE norn.project SET ends = least(ends, ?) WHERE name = ?",
              Date.valueOf(day),
              project);
          change("DELETE FROM norn.project_login WHERE project = ?", project);
          return change("DELETE FROM norn.project_person WHERE project = ?", project);
        });
  }

  private long add(String project, UnaryOperator<String> pseudonym) throws SQLException {
    long added = 0;
    String last = "";
    for (List<String> people = after(project, last);
        !people.isEmpty();
        people = after(project, last)) {
      added +=
          change(
              """
              INSERT INTO norn.project_person (project, person, pseudonym)
              SELECT ?, * FROM unnest(?::text[], ?::text[])
              ON CONFLICT (project, person) DO NOTHING""",
              project,
              connection.createArrayOf("text", people.toArray()),
              connection.createArrayOf("text", people.stream().map(pseudonym).toArray()));
      last = people.get(people.size() - 1);
    }
    return added;
  }

  private List<String> after(String project, String last) throws SQLException {
    try (var query =
        prepared(
            "SELECT DISTINCT person::text FROM ("
                + PEOPLE
                + " AND s.person > ?) AS found ORDER BY 1 LIMIT "
                + PEOPLE_AT_A_TIME,
            project,
            last)) {
      try (var rows = query.executeQuery()) {
        List<String> people = new ArrayList<>();
        while (rows.next()) {
          people.add(rows.getString(1));
        }
        return people;
      }
    }
  }

  private boolean any(String sql, Object... parameters) throws SQLException {
    try (var query = prepared(sql, parameters);
        var rows = query.executeQuery()) {
      return rows.next();
    }
  }

  private long change(String sql, Object... parameters) throws SQLException {
    try (var statement = prepared(sql, parameters)) {
      return statement.executeLargeUpdate();
    }
  }

  private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  private interface Work<T> {
    T done() throws SQLException;
  }

  private <T> T transaction(Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      T done = work.done();
      connection.commit();
      return done;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
