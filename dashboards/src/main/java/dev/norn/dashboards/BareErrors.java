package dev.norn.dashboards;

import io.javalin.http.HttpStatus;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What the server answers of itself to what no route sees, such as a request that is none: as a
 * problem, where its own page would repeat the path and what is wrong in it.
 */
final class BareErrors extends ErrorHandler {

  private static final HttpField TYPE =
      new HttpField(HttpHeader.CONTENT_TYPE, "application/problem+json");

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback done) {
    response.getHeaders().put(TYPE);
    Content.Sink.write(response, true, problem(code), done);
  }

  private static String problem(int code) {
    var problem =
        new Problem(HttpStatus.forStatus(code), "[request] is not one that can be understood");
    return problem.body().toString();
  }
}
