package dev.norn.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The key and the certificates that the API shows, in a PKCS #12 or JKS file.
 *
 * @param password of the file and of the key in it
 */
public record TlsKeyStore(Path file, String password) implements TlsKeys {

  @Override
  public SslContextFactory.Server context() {
    if (!Files.isReadable(file)) {
      throw refused("cannot be read; check the path and who may read it", null);
    }
    return of(opened(), password);
  }

  static SslContextFactory.Server of(KeyStore store, String password) {
    var context = new SslContextFactory.Server();
    context.setKeyStore(store);
    context.setKeyStorePassword(password);
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return context;
  }

  private KeyStore opened() {
    try {
      KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
      String key = null;
      for (String alias : Collections.list(store.aliases())) {
        key = store.isKeyEntry(alias) ? alias : key;
      }
      if (key == null) {
        throw refused("holds no private key; put the key in with its certificates", null);
      }
      if (store.getCertificate(key) instanceof X509Certificate certificate) {
        certificate.checkValidity();
      }
      return store;
    } catch (GeneralSecurityException e) {
      throw refused("is no key store in force: " + e.getMessage(), e);
    } catch (IOException e) {
      throw refused("does not open; check NORN_TLS_PASSWORD and that it is PKCS #12 or JKS", e);
    }
  }

  private IllegalArgumentException refused(String why, Exception cause) {
    return new IllegalArgumentException("[api.tls] " + file + " " + why, cause);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return file.toString();
  }
}
