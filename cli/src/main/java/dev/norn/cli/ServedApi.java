package dev.norn.cli;

import dev.norn.dashboards.ApiConfig;
import dev.norn.dashboards.ApiJobs;
import dev.norn.dashboards.DatabaseLogin;
import dev.norn.dashboards.ResearchApi;
import java.net.URI;
import java.util.List;

/** The research API of this process, on loopback. */
record ServedApi(ResearchApi api, URI address) implements AutoCloseable {

  static ServedApi start(Servers servers) {
    return start(servers, List.of());
  }

  /**
   * @param stream where the live job serves its metrics
   */
  static ServedApi start(Servers servers, List<URI> stream) {
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
                .watching(stream),
            FolderAudit.ofApi(servers.folder()));
    return new ServedApi(api, URI.create("http://" + ApiConfig.LOOPBACK + ":" + api.port()));
  }

  @Override
  public void close() {
    api.close();
  }
}
