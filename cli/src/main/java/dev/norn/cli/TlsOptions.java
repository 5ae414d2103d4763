package dev.norn.cli;

import dev.norn.dashboards.TlsKeyStore;
import dev.norn.dashboards.TlsKeys;
import dev.norn.dashboards.TlsPemFiles;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** With which key and certificates the API serves HTTPS. */
final class TlsOptions {

  @Option(
      names = "--tls-key-store",
      paramLabel = "FILE",
      defaultValue = "${env:NORN_TLS_KEY_STORE}",
      description =
          "PKCS #12 or JKS file with the key and its certificates; without it, or PEM files, plain HTTP"
              + " (default: NORN_TLS_KEY_STORE)")
  private Path keyStore;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      defaultValue = "${env:NORN_TLS_CERTIFICATE}",
      description =
          "PEM file with the server's certificate and those that vouch for it, in place of a key store"
              + " (default: NORN_TLS_CERTIFICATE)")
  private Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      defaultValue = "${env:NORN_TLS_KEY}",
      description =
          "PEM file with the certificate's key, PKCS #8 without a password (default: NORN_TLS_KEY)")
  private Path key;

  /** Null for plain HTTP. */
  TlsKeys keys() {
    if ((certificate == null) != (key == null) || keyStore != null && key != null) {
      throw new IllegalArgumentException(
          "[--tls-certificate] goes with --tls-key, and both without --tls-key-store; give the two,"
              + " or a key store");
    }
    if (key != null) {
      return new TlsPemFiles(certificate, key);
    }
    return keyStore == null
        ? null
        : new TlsKeyStore(
            keyStore, Optional.ofNullable(System.getenv("NORN_TLS_PASSWORD")).orElse(""));
  }
}
