package dev.norn.ingestion.register;

import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.event.RegisterDefinition.Source;
import dev.norn.ingestion.topic.RejectionReason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A made-up register, its rows, and what reading a file of it gave. */
public final class Visits {

  public static final byte[] KEY = "not a secret, a test".getBytes(StandardCharsets.UTF_8);
  public static final String PERSON_NUMBER = "0101701234";
  public static final String HEADER = "number,visit,from,to,recorded,revision,action,code,cost";

  /** One row as the reader passed it on. */
  public record Read(long line, ParsedRow row, RawRow raw) {

    public RejectionReason reason() {
      return row instanceof ParsedRow.Rejected rejected ? rejected.reason() : null;
    }

    public String detail() {
      return row instanceof ParsedRow.Rejected rejected ? rejected.detail() : null;
    }

    public List<LifeEvent> events() {
      return row instanceof ParsedRow.Accepted accepted ? accepted.events() : List.of();
    }
  }

  private Visits() {}

  /** A good row. */
  public static String row(String visit) {
    return PERSON_NUMBER + "," + visit + ",2019-01-31,2019-02-01,2019-03-01T00:00:00Z,0,U,A1,12.5";
  }

  public static RegisterDefinition definition(String name) {
    try {
      Path file =
          Path.of(Visits.class.getResource("/registers/" + name + ".register.yaml").toURI());
      return DefinitionFile.read(file, RegisterDefinition.class);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static RegisterDefinition definition() {
    return definition("visits");
  }

  /** The register with its files written in another way. */
  static RegisterDefinition writtenAs(Source source) {
    RegisterDefinition visits = definition();
    return new RegisterDefinition(
        visits.register(),
        visits.order(),
        visits.role(),
        source,
        visits.person(),
        visits.row(),
        visits.occurred(),
        visits.until(),
        visits.recorded(),
        visits.revision(),
        visits.kind(),
        visits.where(),
        visits.waves(),
        visits.missing(),
        visits.fields(),
        visits.kin());
  }

  static List<Read> read(Path file, RegisterDefinition definition) throws IOException {
    List<Read> rows = new ArrayList<>();
    RegisterFile.read(
        file,
        definition,
        new RowMapper(definition, new Pseudonyms(KEY)),
        (line, row, raw) -> rows.add(new Read(line, row, raw)));
    return rows;
  }

  static List<LifeEvent> events(List<Read> rows) {
    return rows.stream().flatMap(row -> row.events().stream()).toList();
  }
}
