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
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final String PASSWORD = "of-a-test";
  private static final ApiConfig OPEN =
      ApiConfig.loopback(new DatabaseLogin("jdbc:postgresql://127.0.0.1:1/norn", "u", ""));

  @TempDir static Path folder;

  private static Path keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = folder.resolve("keys.p12");
    keytool("-genkeypair", "-validity", "2");
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
    Path now = keys;
    keys = old;
    keytool("-genkeypair", "-validity", "1", "-startdate", "-3d");
    keys = now;
    refused(old, PASSWORD, "is no key store in force");
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

  private static void keytool(String... more) throws Exception {
    var command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                keys.toString(),
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
                "EC"));
    command.addAll(Arrays.asList(more));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }
}
