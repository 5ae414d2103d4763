package dev.norn.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.db.OutputRequest;
import dev.norn.db.OutputRequest.Kind;
import dev.norn.db.OutputRequest.State;
import dev.norn.db.OutputRequests;
import dev.norn.disclosure.CallerRole;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What asks to leave: each is seen by who asked, without its content until a checker has approved,
 * and by checkers.
 */
final class OutputRoutes {

  static final String PATH = "/api/v1/outputs";

  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
  private static final int LARGEST_PAGE = 1_000;

  private final ResearchDatabase database;
  private final TableRoutes tables;
  private final OutputGate gate;
  private final ApiMode mode;

  OutputRoutes(ResearchDatabase database, TableRoutes tables, OutputGate gate, ApiMode mode) {
    this.database = database;
    this.tables = tables;
    this.gate = gate;
    this.mode = mode;
  }

  /** A checker's word on a request. */
  record Verdict(String decision, String reason) {

    State state() {
      return switch (String.valueOf(decision)) {
        case "approve" -> State.APPROVED;
        case "refuse" -> State.REFUSED;
        default -> throw unexpected();
      };
    }

    private static Problem unexpected() {
      return new Problem(HttpStatus.BAD_REQUEST, EXPECTED);
    }
  }

  private static final String EXPECTED =
      "[body] expected {decision, reason}, the decision one of approve and refuse";

  /** A table through the gate, as it is now. */
  Answer ask(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    TableQuestion question = TableQuestion.asked(context);
    String purpose = AskedRoutes.purpose(context);
    Needs.viewerWithPurpose().checkPurpose(asker, purpose);
    gate.spend(asker);
    OutputRequest request =
        OutputRequest.of(
            Kind.TABLE,
            question.run(),
            name(asker),
            asker.project(),
            purpose == null ? "not said" : purpose,
            gate.rulesAsJson().toString(),
            tables.answered(asker, question, TableRoutes.AT_ONCE).toString());
    database.inGate(
        connection -> {
          new OutputRequests(connection).ask(request);
          return null;
        });
    context.header("Location", PATH + "/" + request.id());
    return Answer.json(json(find(request.id()).orElseThrow(), false)).with(HttpStatus.ACCEPTED);
  }

  /** Oldest first. */
  Answer all(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    Page page = Page.asked(context, ID, LARGEST_PAGE, LARGEST_PAGE);
    String whose = judges(asker) ? null : name(asker);
    ArrayNode rows = JsonRows.MAPPER.createArrayNode();
    database
        .inGate(
            connection ->
                new OutputRequests(connection).page(whose, page.after(), page.rowsToRead()))
        .forEach(request -> rows.add(json(request, false)));
    return Answer.json(page.cut(context, rows, "id"));
  }

  Answer one(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    OutputRequest request = asked(context);
    boolean left = name(asker).equals(request.askedBy()) && request.state() == State.APPROVED;
    // What is to be judged is judged inside: a server for those elsewhere shows it to nobody.
    boolean judged = mode == ApiMode.INSIDE && judges(asker);
    return Answer.json(json(request, left || judged));
  }

  Answer decide(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    Verdict verdict = JsonBody.read(context, Verdict.class, EXPECTED);
    State state = verdict.state();
    String id = asked(context).id();
    try {
      OutputRequest judged =
          database.asChecker(
              connection ->
                  new OutputRequests(connection).decide(id, state, name(asker), verdict.reason()));
      return Answer.json(json(judged, false));
    } catch (IllegalArgumentException refused) {
      // Its words are ours: who judges one's own, twice, or without a reason.
      throw new Problem(HttpStatus.CONFLICT, "CHECKER", refused.getMessage());
    }
  }

  /** Somebody else's is not there, but for a checker. */
  private OutputRequest asked(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    return find(context.pathParam("id"))
        .filter(request -> judges(asker) || name(asker).equals(request.askedBy()))
        .orElseThrow(
            () ->
                new Problem(
                    HttpStatus.NOT_FOUND, "[output] is none of yours; " + PATH + " lists yours"));
  }

  private Optional<OutputRequest> find(String id) throws SQLException {
    return ID.matcher(id).matches()
        ? database.inGate(connection -> new OutputRequests(connection).named(id))
        : Optional.empty();
  }

  private static boolean judges(Asker asker) {
    return asker.may(CallerRole.CHECKER);
  }

  private static String name(Asker asker) {
    return "api/" + asker.name();
  }

  private static ObjectNode json(OutputRequest request, boolean withContent) {
    ObjectNode json = JsonRows.MAPPER.createObjectNode();
    json.put("id", request.id()).put("state", request.state().name());
    json.put("kind", request.kind().name()).put("about", request.about());
    json.put("asked_by", request.askedBy()).put("project", request.project());
    json.put("purpose", request.purpose()).put("asked_at", request.askedAt().toString());
    json.set("rules", OutputGate.tree(request.rules()));
    json.put("sha256", request.sha256());
    boolean judged = request.decision() != null;
    json.put("decided_by", judged ? request.decision().by() : null);
    json.put("decided_at", judged ? request.decision().at().toString() : null);
    json.put("reason", judged ? request.decision().reason() : null);
    if (withContent) {
      json.set("content", OutputGate.tree(request.content()));
    }
    return json;
  }
}
