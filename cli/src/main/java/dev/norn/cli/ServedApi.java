package dev.norn.cli;

import dev.norn.dashboards.ApiConfig;
import dev.norn.dashboards.ApiJobs;
import dev.norn.dashboards.DatabaseLogin;
import dev.norn.dashboards.ResearchApi;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The research API of this process, on loopback. */
record ServedApi(ResearchApi api, URI address) implements AutoCloseable {

  /**
   * @param study whose refused rows may be replayed; null replays none
   * @param stream where the live job serves its metrics
   */
  static ServedApi start(Servers servers, Path study, List<URI> stream) {
    ResearchApi api =
        ResearchApi.start(
            ApiConfig.loopback(
                    new DatabaseLogin(
                        servers.database().jdbcUrl(),
                        servers.database().user(),
                        servers.database().password()))
                .disclosing(DisclosureOptions.of(servers.folder()))
                .answeringLater(ApiJobs.in(servers.folder().jobs()))
                .serving(servers.folder().releases())
                .watching(stream)
                .replaying(study == null ? null : rejections(servers, study)),
            FolderAudit.ofApi(servers.folder()));
    return new ServedApi(api, URI.create("http://" + ApiConfig.LOOPBACK + ":" + api.port()));
  }

  private static StudyRejections rejections(Servers servers, Path study) {
    return new StudyRejections(servers.bootstrapServers(), servers.folder().pseudonymKey(), study);
  }

  @Override
  public void close() {
    api.close();
  }
}
