package dev.norn.dashboards;

import dev.norn.disclosure.CallerRole;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.security.RouteRole;
import java.util.Set;

/**
 * What a route asks of its caller.
 *
 * @param role it, or one that covers it; null for whoever has signed in
 * @param purpose whether a known caller has to say what for: rows of persons leave for a purpose
 * @param parameters of the query that it knows
 * @param leaves whether a server for those who are elsewhere answers it
 */
record Needs(CallerRole role, boolean purpose, Set<String> parameters, boolean leaves)
    implements RouteRole {

  static Needs anybody(String... parameters) {
    return new Needs(null, false, Set.of(parameters), false);
  }

  static Needs operations(String... parameters) {
    return new Needs(CallerRole.OPERATIONS, false, Set.of(parameters), false);
  }

  static Needs viewer(String... parameters) {
    return new Needs(CallerRole.VIEWER, false, Set.of(parameters), false);
  }

  static Needs viewerWithPurpose() {
    return new Needs(CallerRole.VIEWER, true, Set.of(), false);
  }

  static Needs checker() {
    return new Needs(CallerRole.CHECKER, false, Set.of(), false);
  }

  static Needs analyst(String... parameters) {
    return new Needs(CallerRole.ANALYST, false, Set.of(parameters), false);
  }

  static Needs researcher(String... parameters) {
    return new Needs(CallerRole.RESEARCHER, false, Set.of(parameters), false);
  }

  static Needs analystWithPurpose(String... parameters) {
    return new Needs(CallerRole.ANALYST, true, Set.of(parameters), false);
  }

  static Needs researcherWithPurpose(String... parameters) {
    return new Needs(CallerRole.RESEARCHER, true, Set.of(parameters), false);
  }

  /** The same, answered to those who are elsewhere too. */
  Needs leaving() {
    return new Needs(role, purpose, parameters, true);
  }

  void check(Asker asker, Context context, ApiMode mode) {
    if (mode == ApiMode.RELEASE && !leaves) {
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "MODE",
          "[mode] this server lets out what a checker approved and nothing else; ask "
              + OutputRoutes.PATH);
    }
    checkRole(asker);
    checkPurpose(asker, context.header(AskedRoutes.PURPOSE));
    checkParameters(context);
  }

  void checkRole(Asker asker) {
    if (role != null && !asker.may(role)) {
      throw new Problem(
          HttpStatus.FORBIDDEN, "ROLE", "[role] %s; expected %s".formatted(asker.role(), role));
    }
  }

  /**
   * @param said null where nothing was
   */
  void checkPurpose(Asker asker, String said) {
    if (purpose && asker.known() && !saysSomething(said)) {
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "PURPOSE",
          "[%s] is missing; say in this header what for".formatted(AskedRoutes.PURPOSE));
    }
  }

  private static boolean saysSomething(String said) {
    return said != null && said.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** A misspelt parameter that is silently ignored would answer another question. */
  private void checkParameters(Context context) {
    context
        .queryParamMap()
        .forEach(
            (name, values) -> {
              if (!parameters.contains(name) || values.size() != 1) {
                throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "[query] holds a parameter that is not known here, or one twice; known: "
                        + parameters.stream().sorted().toList());
              }
            });
  }
}
