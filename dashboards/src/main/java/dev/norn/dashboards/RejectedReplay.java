package dev.norn.dashboards;

import java.io.IOException;
import java.util.List;

/**
 * What was refused and kept, and taking it after all. Whoever starts the API and has the broker,
 * the pseudonym key and the register definitions hands it in; no value of a row passes through.
 * Safe for concurrent use.
 */
public interface RejectedReplay {

  /**
   * Rows and messages of one register that were refused for one reason.
   *
   * @param register null where none is known
   * @param waiting not replayed yet
   */
  record Counted(String register, String reason, long waiting, long replayed) {}

  /**
   * Rows that are refused now too.
   *
   * @param register null where none is known
   * @param reason for which they were refused at first
   * @param why now, without any value of a row
   */
  record StillRefused(String register, String reason, String why, long rows) {}

  /**
   * What came of a replay.
   *
   * @param taken rows and messages
   * @param events sent for them
   */
  record Replayed(long taken, long events, List<StillRefused> stillRefused) {

    public Replayed {
      stillRefused = List.copyOf(stillRefused);
    }
  }

  /**
   * Which rows.
   *
   * @param register null for every one, empty for those of which no register is known
   * @param reason null for every one
   */
  record Which(String register, String reason) {

    /**
     * @param itsRegister null where none is known
     */
    public boolean holds(String itsRegister, String itsReason) {
      return (register == null || register.equals(itsRegister == null ? "" : itsRegister))
          && (reason == null || reason.equals(itsReason));
    }
  }

  /**
   * In order of register and reason, those without a register first. It reads all that was kept.
   *
   * @throws IOException when the broker does not answer
   */
  List<Counted> counted() throws IOException;

  /**
   * Reads the rows again with the definitions as they are now, and sends their events; each is
   * taken once.
   *
   * @throws IOException when the broker does not answer; what was taken before stays so
   * @throws dev.norn.event.DefinitionException when the definitions do not read
   */
  Replayed replay(Which which) throws IOException;
}
