package dev.norn.dashboards;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * PEM files, as certificate authorities hand them out.
 *
 * @param certificates the server's first, then those that vouch for it
 * @param key of the first certificate, as PKCS #8 without a password
 */
public record TlsPemFiles(Path certificates, Path key) implements TlsKeys {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private static final byte[] TO_SIGN = {1};

  @Override
  public SslContextFactory.Server context() {
    Certificate[] chain = chain();
    PrivateKey opened = opened();
    refuseUnlessOneAnother(chain[0], opened);
    try {
      // It never leaves memory, so its password guards nothing.
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("api", opened, new char[0], chain);
      return TlsKeyStore.of(store, "");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every Java platform keeps keys in PKCS #12", e);
    }
  }

  private Certificate[] chain() {
    try (InputStream in = Files.newInputStream(certificates)) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
      if (chain.length == 0) {
        throw refused(certificates, "holds no certificate; expected BEGIN CERTIFICATE", null);
      }
      ((X509Certificate) chain[0]).checkValidity();
      return chain;
    } catch (IOException e) {
      throw unreadable(certificates, e);
    } catch (GeneralSecurityException e) {
      throw refused(certificates, "holds no certificate in force: " + e.getMessage(), e);
    }
  }

  private PrivateKey opened() {
    byte[] encoded = encodedKey();
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException another) {
        continue;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform knows " + algorithm, e);
      }
    }
    throw refused(key, "holds a key that is none of " + ALGORITHMS, null);
  }

  private byte[] encodedKey() {
    String text;
    try {
      text = Files.readString(key);
    } catch (IOException e) {
      throw unreadable(key, e);
    }
    Matcher found = KEY.matcher(text);
    if (!found.find()) {
      throw refused(
          key,
          "holds no PKCS #8 key without a password; make it one with"
              + " openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW_KEY",
          null);
    }
    try {
      return Base64.getMimeDecoder().decode(found.group(1));
    } catch (IllegalArgumentException e) {
      throw refused(key, "is cut short or damaged; copy it again", null);
    }
  }

  /** Otherwise every handshake would fail, and the start would not. */
  private void refuseUnlessOneAnother(Certificate certificate, PrivateKey opened) {
    try {
      Signature signature = Signature.getInstance(algorithm(opened));
      signature.initSign(opened);
      signature.update(TO_SIGN);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(TO_SIGN);
      if (signature.verify(signed)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      // A key of another algorithm than the certificate's, too.
      throw refused(key, "is not the key of the first certificate in " + certificates, e);
    }
    throw refused(key, "is not the key of the first certificate in " + certificates, null);
  }

  private static String algorithm(PrivateKey opened) {
    return switch (opened.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> "Ed25519";
    };
  }

  private static IllegalArgumentException unreadable(Path file, IOException cause) {
    return refused(file, "cannot be read; check the path and who may read it", cause);
  }

  private static IllegalArgumentException refused(Path file, String why, Exception cause) {
    return new IllegalArgumentException("[api.tls] " + file + " " + why, cause);
  }
}
