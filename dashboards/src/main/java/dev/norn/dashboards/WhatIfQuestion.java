package dev.norn.dashboards;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.vocab.FieldTokeniser;
import dev.norn.vocab.RegisterTokeniser;
import dev.norn.vocab.Vocabulary;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A life with facts taken away or added, that is asked about.
 *
 * @param knownBy register time, included, ISO 8601; null for everything known
 * @param remove facts, each as register/row
 * @param add facts that did not happen
 */
record WhatIfQuestion(
    String outcome,
    @JsonProperty("known_by") String knownBy,
    List<String> remove,
    List<Added> add) {

  static final String EXPECTED =
      "[body] expected {\"outcome\", \"known_by\"?, \"remove\": [\"register/row\", …], \"add\": [{\"register\","
          + " \"occurred\": \"yyyy-mm-dd\", \"fields\": {…}}, …]}, with something to remove or add";

  private static final int MOST = 100;

  /**
   * @param fields codes as the register gives them
   */
  record Added(String register, String occurred, Map<String, String> fields) {}

  WhatIfQuestion {
    remove = remove == null ? List.of() : List.copyOf(remove);
    add = add == null ? List.of() : List.copyOf(add);
    if (outcome == null || remove.isEmpty() && add.isEmpty() || remove.size() + add.size() > MOST) {
      throw new IllegalArgumentException("an outcome and 1 to " + MOST + " changes are needed");
    }
  }

  /** The versions of such a life. */
  List<LifeEvent> changed(KeptLife life, Vocabulary vocabulary) {
    Set<String> gone = new HashSet<>(remove);
    List<LifeEvent> changed = new ArrayList<>();
    for (LifeEvent version : life.versions()) {
      if (!gone.contains(LifeRoutes.named(version))) {
        changed.add(version);
      }
    }
    if (!life.versions().stream().map(LifeRoutes::named).collect(toSet()).containsAll(gone)) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "[remove] names a fact that this life has not; its route lists all");
    }
    Instant recorded =
        life.versions().stream().map(LifeEvent::recorded).min(Instant::compareTo).orElseThrow();
    for (int i = 0; i < add.size(); i++) {
      changed.add(event(life, vocabulary, i, recorded));
    }
    return changed;
  }

  private LifeEvent event(KeptLife life, Vocabulary vocabulary, int i, Instant recorded) {
    Added fact = add.get(i);
    RegisterTokeniser register =
        fact.register() == null ? null : vocabulary.tokeniser(fact.register());
    if (register == null) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "[add.register] is none that the release reads; /api/v1/registers lists those");
    }
    Map<String, String> fields = fact.fields() == null ? Map.of() : fact.fields();
    Set<String> known = register.fields().stream().map(FieldTokeniser::field).collect(toSet());
    if (!known.containsAll(fields.keySet())) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "[add.fields] names a field that the register has not; /api/v1/registers lists those");
    }
    LocalDate occurred = day(fact.occurred());
    if (!life.landmark().includes(occurred)) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "[add.occurred] lies after the landmark, and nothing after it is read; name an earlier day");
    }
    PersonId person = life.person();
    // Known from the first, so that every register time that is asked for knows it.
    return new LifeEvent(
        person,
        fact.register(),
        "what-if " + i,
        occurred,
        null,
        recorded,
        0,
        EventKind.ASSERTED,
        fields);
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text == null ? "" : text);
    } catch (DateTimeParseException e) {
      throw new Problem(HttpStatus.BAD_REQUEST, "[add.occurred] expected a day as yyyy-mm-dd");
    }
  }
}
