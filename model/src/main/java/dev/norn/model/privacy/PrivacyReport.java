package dev.norn.model.privacy;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.norn.model.accounting.PrivacyGuarantee;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.release.Release;
import dev.norn.model.release.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What attacks on a release found, kept as {@code privacy.json} in its folder, which is no part of
 * the release's content.
 *
 * @param at ISO-8601 instant
 * @param members people of the training side who took part
 * @param others people of the test side
 * @param bound most that the upper end of a membership attack's AUROC may be; null for none
 * @param guarantee of private training; null, and not in the file, where training was not private
 */
public record PrivacyReport(
    String release,
    String corpus,
    String at,
    long seed,
    int members,
    int others,
    List<Attack> membership,
    List<Attribute> attributes,
    Double bound,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @JacksonInject(value = "guarantee", useInput = OptBoolean.TRUE, optional = OptBoolean.TRUE)
        PrivacyGuarantee guarantee) {

  private static final String FILE = "privacy.json";

  public PrivacyReport {
    membership = List.copyOf(membership);
    attributes = List.copyOf(attributes);
    if (bound != null && !(bound > 0.5 && bound <= 1)) {
      throw new IllegalArgumentException(
          "[privacy] bound "
              + bound
              + "; expected an AUROC above 0.5, at which nothing is told, to 1");
    }
  }

  /** The report that a release has, if it has one. */
  public static Optional<PrivacyReport> of(Release release) {
    Path file = release.folder().resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      PrivacyReport report = CanonicalJson.read(Files.readString(file), PrivacyReport.class);
      if (!report.release().equals(release.id())) {
        throw new ReleaseException(
            file.toString(), "is of release " + report.release() + "; run norn privacy again");
      }
      return Optional.of(report);
    } catch (IOException e) {
      throw new ReleaseException(file.toString(), "cannot be read; run norn privacy again", e);
    }
  }

  /**
   * @throws ReleaseException if the release's report blocks it
   */
  public static void refuseBlocked(Release release) {
    of(release)
        .filter(PrivacyReport::blocks)
        .ifPresent(
            report -> {
              throw new ReleaseException(
                  release.folder().resolve(FILE).toString(),
                  "blocks the release: "
                      + report.verdict()
                      + ". Train with fewer epochs or more people, or have who decides state another"
                      + " bound with norn privacy");
            });
  }

  public void write(Release into) throws IOException {
    Files.writeString(into.folder().resolve(FILE), CanonicalJson.write(this));
  }

  /** Whether the release is to be served nowhere. */
  public boolean blocks() {
    return bound != null && membership.stream().anyMatch(attack -> attack.auroc().high() > bound);
  }

  /** A sentence without its full stop. */
  public String verdict() {
    if (bound == null) {
      return "no bound was stated";
    }
    return membership.stream()
        .filter(attack -> attack.auroc().high() > bound)
        .findFirst()
        .map(
            attack ->
                "attack \"%s\" tells members with AUROC %s, whose upper end is above the bound %s"
                    .formatted(attack.name(), attack.auroc(), bound))
        .orElse("no attack on membership has an interval that reaches above the bound " + bound);
  }
}
