package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.model.explain.Explanation;
import dev.norn.model.serving.Encoding;
import dev.norn.outcome.OutcomeKind;
import dev.norn.sequence.SequenceAssembler;
import dev.norn.sequence.WrittenLife;
import dev.norn.vocab.FieldTokeniser;
import dev.norn.vocab.RegisterTokeniser;
import dev.norn.vocab.Vocabulary;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One life, fact by fact, and what a release makes of it or of one like it. */
final class LifeRoutes implements AutoCloseable {

  private final ResearchDatabase database;
  private final ReleaseRoutes releases;
  private final ServedReleases served;

  LifeRoutes(ResearchDatabase database, ReleaseRoutes releases, ServedReleases served) {
    this.database = database;
    this.releases = releases;
    this.served = served;
  }

  static String named(LifeEvent version) {
    return version.register() + "/" + version.row();
  }

  /** What the release reads, register by register. */
  Answer registers(Context context) throws SQLException {
    String release = releases.asked(Asker.of(context), context.queryParam("release"));
    ObjectNode answer = JsonRows.MAPPER.createObjectNode();
    ArrayNode registers = answer.putArray("registers");
    for (RegisterTokeniser each :
        served.ask(release, open -> open.release().vocabulary().registers())) {
      ObjectNode register = registers.addObject().put("register", each.register());
      ArrayNode fields = register.putArray("fields");
      for (FieldTokeniser field : each.fields()) {
        fields.addObject().put("field", field.field()).put("tokens", field.rule().prefix() + "_…");
      }
    }
    return Answer.tagged(answer);
  }

  /** All versions known by then, and what each fact moved. */
  Answer life(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    String release = releases.asked(asker, context.queryParam("release"));
    KeptLife life = KeptLife.of(database, asker, release, PersonRoutes.person(context));
    Instant knownBy = instant(context.queryParam("known-by"));
    String outcome = context.queryParam("outcome");
    ReliabilityInterval evaluated = evaluated(asker, release, outcome);
    return Answer.json(
        served.ask(release, open -> described(open, life, knownBy, outcome, evaluated)));
  }

  private static ObjectNode described(
      ServedRelease open,
      KeptLife life,
      Instant knownBy,
      String outcome,
      ReliabilityInterval evaluated) {
    Vocabulary vocabulary = open.release().vocabulary();
    Optional<WrittenLife> written = written(open, life, life.versions(), knownBy);
    ObjectNode answer =
        JsonRows.MAPPER
            .createObjectNode()
            .put("person", life.person().value())
            .put("release", open.release().id())
            .put("landmark", life.landmark().toString())
            .put("born", written.map(LifeRoutes::born).orElse(null))
            .put("known_by", knownBy == null ? null : knownBy.toString());
    ArrayNode instants = answer.putArray("versions_known");
    life.versions().stream()
        .map(LifeEvent::recorded)
        .distinct()
        .sorted()
        .forEach(recorded -> instants.add(recorded.toString()));
    Explanation explanation = null;
    Map<LifeEvent, Double> moved = Map.of();
    answer.putNull("probability");
    if (outcome != null && written.isPresent()) {
      int place = place(open, outcome);
      explanation = open.explain(written.get().sequence(), place);
      moved = moved(written.get(), explanation);
      answer.put("probability", open.encode(written.get().sequence()).probabilities()[place]);
    }
    answer.put("calibrated", true);
    answer.put("completeness_gap", explanation == null ? null : explanation.completenessGap());
    answer.put("base_rate", evaluated == null ? null : evaluated.baseRate());
    facts(life, knownBy, vocabulary, moved, answer.putArray("facts"));
    return answer;
  }

  private static void facts(
      KeptLife life,
      Instant knownBy,
      Vocabulary vocabulary,
      Map<LifeEvent, Double> moved,
      ArrayNode facts) {
    List<LifeEvent> known =
        life.versions().stream()
            .filter(version -> knownBy == null || !version.recorded().isAfter(knownBy))
            .toList();
    Map<String, LifeEvent> newest = new HashMap<>();
    for (LifeEvent version : known) {
      newest.merge(
          named(version), version, (a, b) -> LifeEvent.BY_VERSION.compare(a, b) >= 0 ? a : b);
    }
    for (LifeEvent version : known) {
      ObjectNode fact =
          facts
              .addObject()
              .put("fact", named(version))
              .put("register", version.register())
              .put("background", isBackground(vocabulary, version))
              .put("occurred", version.occurred().toString())
              .put("until", Objects.toString(version.until(), null))
              .put("recorded", version.recorded().toString())
              .put("revision", version.revision())
              .put("kind", version.kind().name())
              .put("superseded", newest.get(named(version)) != version)
              .put("attribution", moved.get(version));
      ArrayNode tokens = fact.putArray("tokens");
      for (int token : vocabulary.tokens(version)) {
        tokens.add(vocabulary.tokens().get(token).text());
      }
    }
  }

  private static boolean isBackground(Vocabulary vocabulary, LifeEvent version) {
    RegisterTokeniser register = vocabulary.tokeniser(version.register());
    return register != null && register.role() == RegisterDefinition.Role.background;
  }

  /** By fact, the logits that its positions moved together. */
  private static Map<LifeEvent, Double> moved(WrittenLife written, Explanation explanation) {
    Map<LifeEvent, Double> moved = new IdentityHashMap<>();
    for (int i = 0; i < written.sources().size(); i++) {
      if (written.sources().get(i) != null) {
        moved.merge(written.sources().get(i), explanation.integrated()[i], Double::sum);
      }
    }
    return moved;
  }

  /** What the release would say of such a life; nothing of what would happen. */
  Answer whatIf(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    WhatIfQuestion question = JsonBody.read(context, WhatIfQuestion.class, WhatIfQuestion.EXPECTED);
    String release = releases.asked(asker, context.queryParam("release"));
    String person = PersonRoutes.person(context);
    KeptLife life = KeptLife.of(database, asker, release, person);
    ReliabilityInterval evaluated = evaluated(asker, release, question.outcome());
    Support support = Support.of(database, asker, release, person);
    return Answer.json(
        served.ask(release, open -> compared(open, life, question, evaluated, support)));
  }

  private static ObjectNode compared(
      ServedRelease open,
      KeptLife life,
      WhatIfQuestion question,
      ReliabilityInterval evaluated,
      Support support) {
    int place = place(open, question.outcome());
    if (evaluated == null || open.release().heads().get(place).kind() != OutcomeKind.BINARY) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "[outcome] is no yes or no with an evaluation; name one that is");
    }
    Instant knownBy = instant(question.knownBy());
    Encoding before = encoded(open, life, life.versions(), knownBy);
    Encoding after =
        encoded(open, life, question.changed(life, open.release().vocabulary()), knownBy);
    ObjectNode answer = JsonRows.MAPPER.createObjectNode();
    answer.put("probability", after.probabilities()[place]);
    evaluated.put(after.probabilities()[place], "low", "high", answer);
    answer.put("before", before.probabilities()[place]);
    evaluated.put(before.probabilities()[place], "before_low", "before_high", answer);
    supported(after, support, answer.putObject("support"));
    return answer;
  }

  private static void supported(Encoding after, Support support, ObjectNode into) {
    if (support == null) {
      into.put("inside", false).putNull("distance").putNull("limit");
      into.put("words", "too few people are embedded to say whether anybody lived so");
      return;
    }
    double distance = support.distance(after.normalisedEmbedding());
    double limit = support.limit();
    into.put("inside", distance <= limit).put("distance", distance).put("limit", limit);
    into.put(
        "words",
        distance <= limit
            ? "as near to somebody as people are to one another"
            : "farther from everybody than 99 of 100 people are: nobody lived so, and the model has not seen it");
  }

  private static Encoding encoded(
      ServedRelease open, KeptLife life, List<LifeEvent> versions, Instant knownBy) {
    return written(open, life, versions, knownBy)
        .map(written -> open.encode(written.sequence()))
        .orElseThrow(
            () ->
                new Problem(
                    HttpStatus.CONFLICT,
                    "[known_by] no background of this life is known then; without a birth there is no age"));
  }

  private static Optional<WrittenLife> written(
      ServedRelease open, KeptLife life, List<LifeEvent> versions, Instant knownBy) {
    return new SequenceAssembler(
            open.release().vocabulary(), life.landmark(), knownBy, open.release().maxLength())
        .written(History.of(versions));
  }

  private static String born(WrittenLife written) {
    return written.sources().stream()
        .filter(Objects::nonNull)
        .findFirst()
        .map(birth -> birth.occurred().toString())
        .orElse(null);
  }

  private ReliabilityInterval evaluated(Asker asker, String release, String outcome)
      throws SQLException {
    JsonNode row =
        database.row(asker, "SELECT metrics FROM norn_research.release WHERE id = ?", release);
    return ReliabilityInterval.of(row.get("metrics"), outcome);
  }

  private static int place(ServedRelease open, String outcome) {
    int place = open.release().outcomes().indexOf(outcome);
    if (place < 0) {
      throw new Problem(HttpStatus.BAD_REQUEST, "[outcome] is none of the release's");
    }
    return place;
  }

  private static Instant instant(String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "[known-by] expected an instant such as 2026-01-31T00:00:00Z");
    }
  }

  @Override
  public void close() {
    served.close();
  }
}
