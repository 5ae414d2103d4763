package dev.norn.dashboards;

import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The key and the certificates that the API shows, as files hold them. */
public sealed interface TlsKeys permits TlsKeyStore, TlsPemFiles {

  /**
   * For TLS 1.2 and 1.3.
   *
   * @throws IllegalArgumentException saying what is wrong with the files
   */
  SslContextFactory.Server context();
}
