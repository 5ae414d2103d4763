package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Locale;

/** What a caller asks about itself. */
final class AskerRoutes {

  private final ApiMode mode;
  private final JsonNode rules;

  AskerRoutes(ApiMode mode, JsonNode rules) {
    this.mode = mode;
    this.rules = rules;
  }

  /** Who the caller is here, and by which rules numbers are shown. */
  Answer me(Context context) {
    Asker asker = Asker.of(context);
    ObjectNode me = JsonRows.MAPPER.createObjectNode();
    me.put("name", asker.name()).put("role", asker.role().toString());
    me.put("project", asker.project()).put("signed_in", asker.known());
    me.put("mode", mode.name().toLowerCase(Locale.ROOT)).set("rules", rules);
    return Answer.json(me);
  }
}
