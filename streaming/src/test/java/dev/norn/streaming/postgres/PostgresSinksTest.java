package dev.norn.streaming.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.streaming.DatabaseAddress;
import org.junit.jupiter.api.Test;

class PostgresSinksTest {

  @Test
  void sinksConnectWithTheSettingsThatKeepValuesOutOfMessages() {
    DatabaseAddress database = new DatabaseAddress("jdbc:postgresql://db/norn", "u", "p");
    assertThat(DatabaseAddress.SETTINGS).isNotEmpty();
    DatabaseAddress.SETTINGS.forEach(
        (name, value) ->
            assertThat(new PostgresSinks(database).connection().getProperties())
                .containsEntry(name, value));
  }
}
