package dev.norn.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How busy each task of a running job is, read off the metrics that the job serves. */
final class BusyTimes {

  private static final Pattern BUSY =
      Pattern.compile(
          "^flink_taskmanager_job_task_busyTimeMsPerSecond\\{.*task_name=\"([^\"]*)\".*\\} (\\S+)$",
          Pattern.MULTILINE);

  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, DoubleSummaryStatistics> busy = new TreeMap<>();

  BusyTimes() {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Looks once; the job must run. */
  void sample() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    Matcher line = BUSY.matcher(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    while (line.find()) {
      double share = Double.parseDouble(line.group(2)) / 1_000;
      if (!Double.isNaN(share)) {
        busy.computeIfAbsent(firstOperator(line.group(1)), task -> new DoubleSummaryStatistics())
            .accept(share);
      }
    }
  }

  // A task is named after all operators of its chain; Prometheus has underscores for the arrows.
  private static String firstOperator(String task) {
    return task.split("___")[0].replace('_', ' ');
  }

  /** Share of the time that the task's subtasks were busy, on average over the samples. */
  Map<String, Double> shares() {
    Map<String, Double> shares = new LinkedHashMap<>();
    busy.forEach((task, samples) -> shares.put(task, samples.getAverage()));
    return shares;
  }
}
