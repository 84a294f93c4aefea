package org.vigie.console.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.vigie.admin.feedback.FeedbackLog;
import org.vigie.admin.feedback.FeedbackRequest;
import org.vigie.runtime.http.HttpReply;

/// What readers say of alerts.
record FeedbackRoutes(FeedbackLog feedback) {
  private static final String ALL = "/api/v1/feedback";

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get(ALL, request -> export()).asCostly(),
        ApiRoute.edit("POST", ALL, this::give).asCostly(),
        ApiRoute.edit("DELETE", ALL + "/{id}", this::withdraw));
  }

  private HttpReply export() {
    StringBuilder lines = new StringBuilder();
    feedback.export(line -> lines.append(line).append('\n'));
    return HttpReply.bytes(
        200, "application/jsonl", lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private HttpReply give(ApiRequest request) throws IOException {
    return JsonReply.of(201, feedback.give(request.readBody(FeedbackRequest.class)));
  }

  private HttpReply withdraw(ApiRequest request) {
    feedback.withdraw(request.segment("id"));
    return HttpReply.empty(204);
  }
}
