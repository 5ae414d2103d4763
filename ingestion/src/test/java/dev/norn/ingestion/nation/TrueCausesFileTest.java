package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.ingestion.nation.parameters.Parameters;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What explanations are held against is what lives follow. */
class TrueCausesFileTest {

  private static List<String> lines() throws Exception {
    try (InputStream in =
        TrueCausesFileTest.class.getResourceAsStream("/nation/truth/causes.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static String cause(String name) throws Exception {
    return lines().stream()
        .filter(line -> line.contains("cause: " + name + ","))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no cause " + name));
  }

  @Test
  void diagnosesAreThoseThatRaiseDeathForAsLongAsTheyDo() throws Exception {
    for (Parameters.DiagnosisFactor group : Parameters.shipped().mortality().diagnoses()) {
      String line = cause(group.name());
      String codes = String.join(", ", group.codes().stream().map(code -> "ICD_" + code).toList());
      assertThat(line).contains("prefixes: [" + codes + "]").contains("P" + group.years() + "Y}");
      group.except().forEach(code -> assertThat(line).contains("except: [ICD_" + code + "]"));
    }
  }

  @Test
  void plantedCausesOfDeathCountForAsLongAsTheyDo() throws Exception {
    Map<String, Integer> years = Map.of("job-loss-death", 2, "partner-death", 1);
    for (Map.Entry<String, Integer> effect : years.entrySet()) {
      assertThat(Parameters.shipped().effects().get(effect.getKey()).years())
          .isEqualTo((double) effect.getValue());
      assertThat(cause(effect.getKey())).contains("within: P" + effect.getValue() + "Y");
    }
    assertThat(cause("care-in-childhood")).contains("from-age: 50");
  }
}
