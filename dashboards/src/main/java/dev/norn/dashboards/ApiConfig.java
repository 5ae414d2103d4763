package dev.norn.dashboards;

import dev.norn.disclosure.Callers;
import dev.norn.disclosure.DisclosureRules;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where the research API listens, which database it reads, whom it answers, and what may leave.
 *
 * @param host address to listen on
 * @param port 0 to 65535; 0 takes any free port
 * @param callers null answers everybody who reaches it as a researcher, which only a loopback host
 *     may
 * @param tls null for plain HTTP
 * @param jobs null answers no question later
 * @param mode whom it is for
 * @param releases folder of releases by id, for questions about one life; null answers none
 * @param stream pages that the live job's processes serve to Prometheus; none where nobody watches
 * @param replay takes refused rows after all; null where this server cannot
 */
public record ApiConfig(
    String host,
    int port,
    DatabaseLogin database,
    Callers callers,
    TlsKeys tls,
    DisclosureRules rules,
    ApiLimits limits,
    ApiJobs jobs,
    ApiMode mode,
    Path releases,
    List<URI> stream,
    RejectedReplay replay) {

  /** The host when nothing else is said. */
  public static final String LOOPBACK = "127.0.0.1";

  public ApiConfig {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(rules, "rules");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(mode, "mode");
    stream = List.copyOf(stream);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "[api.port] found " + port + "; expected 0 to 65535, 0 for any free port");
    }
  }

  /**
   * On {@value #LOOPBACK}, any free port, inside, without callers, TLS, jobs, or rules of its own.
   */
  public static ApiConfig loopback(DatabaseLogin database) {
    return new ApiConfig(
        LOOPBACK,
        0,
        database,
        null,
        null,
        DisclosureRules.DEFAULT,
        ApiLimits.DEFAULT,
        null,
        ApiMode.INSIDE,
        null,
        List.of(),
        null);
  }

  public ApiConfig listeningOn(String otherHost, int otherPort) {
    return new ApiConfig(
        otherHost, otherPort, database, callers, tls, rules, limits, jobs, mode, releases, stream,
        replay);
  }

  public ApiConfig answering(Callers known) {
    return new ApiConfig(
        host, port, database, known, tls, rules, limits, jobs, mode, releases, stream, replay);
  }

  public ApiConfig encrypted(TlsKeys keys) {
    return new ApiConfig(
        host, port, database, callers, keys, rules, limits, jobs, mode, releases, stream, replay);
  }

  public ApiConfig disclosing(DisclosureRules otherRules) {
    return new ApiConfig(
        host,
        port,
        database,
        callers,
        tls,
        otherRules,
        limits,
        jobs,
        mode,
        releases,
        stream,
        replay);
  }

  public ApiConfig limitedTo(ApiLimits otherLimits) {
    return new ApiConfig(
        host,
        port,
        database,
        callers,
        tls,
        rules,
        otherLimits,
        jobs,
        mode,
        releases,
        stream,
        replay);
  }

  public ApiConfig answeringLater(ApiJobs later) {
    return new ApiConfig(
        host, port, database, callers, tls, rules, limits, later, mode, releases, stream, replay);
  }

  public ApiConfig letting(ApiMode other) {
    return new ApiConfig(
        host, port, database, callers, tls, rules, limits, jobs, other, releases, stream, replay);
  }

  public ApiConfig serving(Path folder) {
    return new ApiConfig(
        host, port, database, callers, tls, rules, limits, jobs, mode, folder, stream, replay);
  }

  public ApiConfig watching(List<URI> pages) {
    return new ApiConfig(
        host, port, database, callers, tls, rules, limits, jobs, mode, releases, pages, replay);
  }

  public ApiConfig replaying(RejectedReplay rejected) {
    return new ApiConfig(
        host, port, database, callers, tls, rules, limits, jobs, mode, releases, stream, rejected);
  }
}
