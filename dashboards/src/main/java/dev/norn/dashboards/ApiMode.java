package dev.norn.dashboards;

/** Whom a server is for. */
public enum ApiMode {
  /** People at work where persons may be seen: rows by role, project and purpose. */
  INSIDE,
  /** Whoever is elsewhere: what a checker approved, and nothing else. */
  RELEASE
}
