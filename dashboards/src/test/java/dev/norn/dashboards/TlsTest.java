package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

  private static final String PASSWORD = "of-a-test";
  private static final ApiConfig OPEN =
      ApiConfig.loopback(new DatabaseLogin("jdbc:postgresql://127.0.0.1:1/norn", "u", ""));

  @TempDir static Path folder;

  private static Path keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = folder.resolve("keys.p12");
    keytool(keys, "EC", "-genkeypair", "-validity", "2");
  }

  @Test
  void whoTrustsTheCertificateIsAnsweredAndOthersAreNot() throws Exception {
    try (var api = ResearchApi.start(OPEN.encrypted(new TlsKeyStore(keys, PASSWORD)), null)) {
      var request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + api.port() + "/healthz"))
              .build();
      var answer = trusting().send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void plainRequestsAreNotAnsweredOnAnEncryptedPort() throws Exception {
    try (var api = ResearchApi.start(OPEN.encrypted(new TlsKeyStore(keys, PASSWORD)), null)) {
      var plain =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/healthz")).build();
      assertThatThrownBy(() -> HttpClient.newHttpClient().send(plain, BodyHandlers.ofString()))
          .isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void aKeyStoreThatIsMissingWrongOrOfAnotherPasswordSaysSo() throws Exception {
    refused(folder.resolve("none.p12"), PASSWORD, "cannot be read; check the path");
    refused(keys, "other", "does not open; check NORN_TLS_PASSWORD");
    Path text = Files.writeString(folder.resolve("text.p12"), "no key store");
    refused(text, PASSWORD, "text.p12");
    Path empty = folder.resolve("empty.p12");
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var out = Files.newOutputStream(empty)) {
      store.store(out, PASSWORD.toCharArray());
    }
    refused(empty, PASSWORD, "holds no private key");
  }

  @Test
  void aCertificateThatIsNoLongerInForceIsRefusedAtTheStart() throws Exception {
    Path old = folder.resolve("old.p12");
    keytool(old, "EC", "-genkeypair", "-validity", "1", "-startdate", "-3d");
    refused(old, PASSWORD, "is no key store in force");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void pemFilesServeAsAKeyStoreDoes(String algorithm) throws Exception {
    PemPair pem = PemPair.of(keysOf(algorithm, "-1d"), folder.resolve(algorithm));
    try (var api =
        ResearchApi.start(OPEN.encrypted(new TlsPemFiles(pem.certificate(), pem.key())), null)) {
      var request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + api.port() + "/healthz"))
              .build();
      var answer = trusting(keysOf(algorithm, "-1d")).send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void pemFilesThatAreMissingDamagedForeignOrOldSaySo() throws Exception {
    PemPair pem = PemPair.of(keysOf("EC", "-1d"), folder.resolve("right"));
    PemPair other = PemPair.of(keysOf("RSA", "-1d"), folder.resolve("other"));
    PemPair old = PemPair.of(keysOf("EC", "-3d"), folder.resolve("old"));
    Path none = folder.resolve("none.pem");
    Path text = Files.writeString(folder.resolve("text.pem"), "no key");
    Path pkcs1 =
        Files.writeString(
            folder.resolve("pkcs1.pem"),
            "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    Path cut =
        Files.writeString(
            folder.resolve("cut.pem"),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    refusedPem(none, pem.key(), "none.pem cannot be read");
    refusedPem(pem.certificate(), none, "none.pem cannot be read");
    refusedPem(text, pem.key(), "text.pem holds no certificate");
    refusedPem(pem.certificate(), text, "openssl pkcs8 -topk8 -nocrypt");
    refusedPem(pem.certificate(), pkcs1, "openssl pkcs8 -topk8 -nocrypt");
    refusedPem(pem.certificate(), cut, "holds a key that is none of");
    refusedPem(pem.certificate(), other.key(), "is not the key of the first certificate");
    refusedPem(other.certificate(), pem.key(), "is not the key of the first certificate");
    refusedPem(old.certificate(), old.key(), "holds no certificate in force");
  }

  private static void refusedPem(Path certificate, Path key, String why) {
    assertThatThrownBy(
            () -> ResearchApi.start(OPEN.encrypted(new TlsPemFiles(certificate, key)), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[api.tls] ")
        .hasMessageContaining(why);
  }

  /** What {@code openssl} would make of a key store. */
  private record PemPair(Path certificate, Path key) {

    static PemPair of(Path store, Path folder) throws Exception {
      var opened = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      Files.createDirectories(folder);
      return new PemPair(
          pem(folder, "CERTIFICATE", opened.getCertificate("api").getEncoded()),
          pem(folder, "PRIVATE KEY", opened.getKey("api", PASSWORD.toCharArray()).getEncoded()));
    }

    private static Path pem(Path folder, String what, byte[] encoded) throws Exception {
      String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
      return Files.writeString(
          folder.resolve(what + ".pem"),
          "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
  }

  private static Path keysOf(String algorithm, String start) throws Exception {
    Path file = folder.resolve(algorithm + start + ".p12");
    if (!Files.exists(file)) {
      keytool(file, algorithm, "-genkeypair", "-validity", "2", "-startdate", start);
    }
    return file;
  }

  private static void refused(Path file, String password, String why) {
    assertThatThrownBy(
            () -> ResearchApi.start(OPEN.encrypted(new TlsKeyStore(file, password)), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[api.tls] ")
        .hasMessageContaining(why)
        .hasMessageNotContaining(PASSWORD);
  }

  private static HttpClient trusting() throws Exception {
    return trusting(keys);
  }

  private static HttpClient trusting(Path keys) throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "api", KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()).getCertificate("api"));
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), new SecureRandom());
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private static void keytool(Path file, String algorithm, String... more) throws Exception {
    var command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                "api",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-keyalg",
                algorithm));
    command.addAll(Arrays.asList(more));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }
}
