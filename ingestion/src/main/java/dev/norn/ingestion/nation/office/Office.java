package dev.norn.ingestion.nation.office;

import dev.norn.ingestion.nation.life.Chronicle;
import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.Laws;
import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.Effects;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.Parameters;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that writing a nation's registers needs. Safe for use by several threads. */
public final class Office {
  private final NationSpec spec;
  private final Parameters parameters;
  private final Effects effects;
  private final CodeLists codes;
  private final Laws laws;
  private final DateTexts dates = new DateTexts();
  private final ClericalErrors errors;
  private final Deliveries deliveries;

  public Office(NationSpec spec, Laws laws) {
    this.spec = spec;
    this.laws = laws;
    parameters = laws.parameters();
    effects = laws.effects();
    codes = laws.codes();
    errors = new ClericalErrors(codes);
    deliveries = new Deliveries(spec.firstYear(), spec.lastYear());
  }

  /** Who writes the rows of one community into the given place. */
  public Chronicle registrar(Community community, CommunityRows rows) {
    Recording recording =
        new Recording(
            spec.seed(), parameters.recording(), effects, errors, dates, deliveries, rows);
    return new Registrar(this, community, recording);
  }

  /** The rows about one person, by the file that they stand in, which is relative to the study. */
  public SortedMap<Path, List<String>> rowsAbout(String personNumber, CommunityRows rows) {
    SortedMap<Path, List<String>> found = new TreeMap<>();
    for (int place = 0; place < deliveries.places(); place++) {
      Rows text = rows.byPlace()[place];
      RegisterFile file = deliveries.file(place);
      if (text != null) {
        List<String> about = text.lines().filter(row -> file.isAbout(personNumber, row)).toList();
        if (!about.isEmpty()) {
          found.put(deliveries.path(place), about);
        }
      }
    }
    return found;
  }

  public CommunityRows noRows() {
    return new CommunityRows(deliveries.places());
  }

  Deliveries deliveries() {
    return deliveries;
  }

  NationSpec spec() {
    return spec;
  }

  Parameters parameters() {
    return parameters;
  }

  Effects effects() {
    return effects;
  }

  CodeLists codes() {
    return codes;
  }

  Laws laws() {
    return laws;
  }

  DateTexts dates() {
    return dates;
  }
}
