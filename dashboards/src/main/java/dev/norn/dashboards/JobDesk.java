package dev.norn.dashboards;

/** What jobs are answered with: the same that answers at once. */
record JobDesk(
    ResearchDatabase database,
    ReleaseRoutes releases,
    RunRoutes runs,
    TableRoutes tables,
    OutputGate gate) {}
