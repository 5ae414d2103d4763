package dev.norn.streaming;

import org.apache.flink.configuration.Configuration;

/** Settings that every Norn job shares. */
final class FlinkSettings {

  private FlinkSettings() {}

  /** What the jobs need wherever they run. */
  static Configuration types() {
    Configuration settings = new Configuration();
    // A type that only Kryo can write is a mistake: it would make state that does not evolve.
    settings.setString("pipeline.generic-types", "false");
    settings.setString("pipeline.object-reuse", "true");
    return settings;
  }

  /** Serves metrics to Prometheus. */
  static Configuration metrics(int port) {
    Configuration settings = new Configuration();
    settings.setString(
        "metrics.reporter.prometheus.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    settings.setString("metrics.reporter.prometheus.port", Integer.toString(port));
    settings.setString("state.backend.rocksdb.metrics.estimate-live-data-size", "true");
    return settings;
  }

  /** For a cluster within this process. */
  static Configuration local() {
    Configuration settings = types();
    settings.setString("restart-strategy.type", "none");
    // A local cluster wants the two equal.
    settings.setString("taskmanager.memory.network.max", "64 mb");
    settings.setString("taskmanager.memory.network.min", "64 mb");
    return stateMemory(settings, LiveJobConfig.STATE_MEGABYTES);
  }

  /**
   * What histories, or the sorting of a bounded run, may take outside the heap: too little of it
   * and RocksDB reads and merges files all the time, at half the speed.
   */
  static Configuration stateMemory(Configuration settings, int megabytes) {
    settings.setString("taskmanager.memory.managed.size", megabytes + " mb");
    return settings;
  }
}
