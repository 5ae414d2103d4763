package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.streaming.DatabaseAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerAddressesTest {

  private static final String URL = "jdbc:postgresql://db/norn";

  @Test
  void brokersAndDatabaseAreTakenFromTheEnvironment() {
    assertThat(
            ServerAddresses.of(
                Map.of(
                    "NORN_KAFKA", "a:1,b:2",
                    "NORN_DB_URL", URL,
                    "NORN_DB_USER", "norn_stream",
                    "NORN_DB_PASSWORD", "x")))
        .contains(new ServerAddresses("a:1,b:2", new DatabaseAddress(URL, "norn_stream", "x")));
  }

  @Test
  void theDatabaseAloneLeavesAWorkFolderItsOwnServers() {
    assertThat(ServerAddresses.of(Map.of("NORN_DB_URL", URL, "NORN_DB_USER", "norn_api")))
        .isEmpty();
  }

  @Test
  void brokersWithoutADatabaseAreRefused() {
    assertThatThrownBy(() -> ServerAddresses.of(Map.of("NORN_KAFKA", "a:1", "NORN_DB_URL", " ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NORN_DB_URL");
  }
}
