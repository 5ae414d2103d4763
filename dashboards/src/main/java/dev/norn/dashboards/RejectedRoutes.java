package dev.norn.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.dashboards.RejectedReplay.Counted;
import dev.norn.dashboards.RejectedReplay.Replayed;
import dev.norn.dashboards.RejectedReplay.StillRefused;
import dev.norn.dashboards.RejectedReplay.Which;
import dev.norn.event.DefinitionException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows and messages that were refused, and taking them after all. */
final class RejectedRoutes {

  static final String PATH = "/api/v1/operations/rejected";

  private static final Logger LOG = LoggerFactory.getLogger(RejectedRoutes.class);

  private static final String EXPECTED =
      "[body] expected {\"register\"?, \"reason\"?}, as " + PATH + " has them; {} for all";

  private final RejectedReplay replay;

  /** All that was kept is read each time. */
  private final ReentrantLock counting = new ReentrantLock();

  private final ReentrantLock replaying = new ReentrantLock();

  /**
   * @param replay null where this server has no broker, key or definitions
   */
  RejectedRoutes(RejectedReplay replay) {
    this.replay = replay;
  }

  /** How many wait, by register and reason. */
  Answer counted(Context context) {
    ObjectNode answer = JsonRows.MAPPER.createObjectNode().put("can_replay", replay != null);
    ArrayNode rows = answer.putArray("rejected");
    if (replay == null) {
      return Answer.json(answer);
    }
    counting.lock();
    try {
      for (Counted each : replay.counted()) {
        rows.addObject()
            .put("register", each.register())
            .put("reason", each.reason())
            .put("waiting", each.waiting())
            .put("replayed", each.replayed());
      }
    } catch (IOException failure) {
      throw unanswered();
    } finally {
      counting.unlock();
    }
    return Answer.json(answer);
  }

  /** The audit log has how many were taken. */
  Answer replay(Context context) {
    if (replay == null) {
      throw new Problem(
          HttpStatus.NOT_IMPLEMENTED,
          "[rejected] this server cannot replay: it has no pseudonym key, broker or study; use norn"
              + " rejected replay where they are, or norn up --study");
    }
    Which which = JsonBody.read(context, Which.class, EXPECTED);
    if (!replaying.tryLock()) {
      throw new Problem(
          HttpStatus.CONFLICT, "[rejected] another replay runs; ask again when it is done");
    }
    try {
      Replayed replayed = replay.replay(which);
      return Answer.json(told(replayed), replayed.taken());
    } catch (IOException failure) {
      throw unanswered();
    } catch (DefinitionException failure) {
      LOG.error("[rejected] the study does not read: {}", failure.getMessage());
      throw new Problem(
          HttpStatus.CONFLICT,
          "[study] its definitions do not read; the server's log and norn rejected replay say why");
    } finally {
      replaying.unlock();
    }
  }

  private static ObjectNode told(Replayed replayed) {
    ObjectNode answer =
        JsonRows.MAPPER
            .createObjectNode()
            .put("taken", replayed.taken())
            .put("events", replayed.events());
    ArrayNode refused = answer.putArray("still_refused");
    for (StillRefused each : replayed.stillRefused()) {
      refused
          .addObject()
          .put("register", each.register())
          .put("reason", each.reason())
          .put("why", each.why())
          .put("rows", each.rows());
    }
    return answer;
  }

  private static Problem unanswered() {
    return new Problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "[broker] did not answer; try again later, what was taken is not taken twice");
  }
}
