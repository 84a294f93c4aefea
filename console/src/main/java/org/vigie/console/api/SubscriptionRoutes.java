package org.vigie.console.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vigie.admin.Admin;
import org.vigie.admin.AdminException;
import org.vigie.admin.Deliveries;
import org.vigie.admin.SilenceRequest;
import org.vigie.admin.SubscriptionWarnings;
import org.vigie.admin.Subscriptions;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.Subscription;
import org.vigie.runtime.http.HttpReply;
import org.vigie.wire.SubscriptionLine;
import tools.jackson.databind.node.ObjectNode;

/// Who is alerted of what.
record SubscriptionRoutes(
    Admin admin, TopicPacks packs, NewsQueries news, Optional<ChannelTrials> trials) {
  private static final String ALL = "/api/v1/subscriptions";
  private static final String ONE = ALL + "/{id}";
  private static final String MUTE = ONE + "/mutes/{story}";
  private static final int DEFAULT_DAYS = 7;

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get(ALL, request -> list()),
        ApiRoute.edit("POST", ALL, this::add),
        ApiRoute.edit("POST", ALL + "/preview", this::preview),
        ApiRoute.get(ONE, request -> reply(request.segment("id"))),
        ApiRoute.edit("PUT", ONE, this::replace),
        ApiRoute.edit("DELETE", ONE, this::remove),
        ApiRoute.edit("POST", ONE + "/pause", request -> change(request, subscriptions()::pause)),
        ApiRoute.edit("POST", ONE + "/resume", request -> change(request, subscriptions()::resume)),
        ApiRoute.edit("POST", ONE + "/silence", this::silence),
        ApiRoute.edit("PUT", MUTE, this::mute),
        ApiRoute.edit(
            "DELETE",
            MUTE,
            request -> change(request, id -> subscriptions().unmute(id, request.segment("story")))),
        ApiRoute.edit("POST", ONE + "/trial", this::sendTrial));
  }

  private Subscriptions subscriptions() {
    return admin.subscriptions();
  }

  private HttpReply list() {
    return JsonReply.ok(
        subscriptions().list().stream()
            .map(
                status ->
                    SubscriptionView.of(
                        status.subscription(),
                        status.problem(),
                        SubscriptionWarnings.find(status.subscription()),
                        null))
            .toList());
  }

  private SubscriptionView show(String id) {
    Subscriptions.SubscriptionStatus found =
        subscriptions().list().stream()
            .filter(status -> status.subscription().id().equals(id))
            .findFirst()
            .orElseThrow(() -> new AdminException.NotFound("subscription", id));
    Deliveries deliveries = admin.deliveries();
    long held = deliveries.countHeld(id).values().stream().mapToLong(Long::longValue).sum();
    List<String> warnings = new ArrayList<>(SubscriptionWarnings.find(found.subscription()));
    warnings.addAll(
        subscriptions().checkOutlets(List.of(SubscriptionLine.of(found.subscription()))));
    return SubscriptionView.of(found.subscription(), found.problem(), warnings, held);
  }

  private HttpReply reply(String id) {
    return JsonReply.ok(show(id));
  }

  private HttpReply add(ApiRequest request) throws IOException {
    SubscriptionBody body = SubscriptionBody.read(request.readBody(), "");
    Subscription added = check(() -> subscriptions().add(body.id(), body.request()));
    return JsonReply.created(201, ALL + "/" + added.id(), show(added.id()));
  }

  private HttpReply replace(ApiRequest request) throws IOException {
    SubscriptionBody body = SubscriptionBody.read(request.readBody(), "");
    String id = request.segment("id");
    if (body.id() != null && !body.id().equals(id)) {
      throw new AdminException.InvalidRequest("id", "is not that of the path; an id never changes");
    }
    Subscription present = subscriptions().show(id).subscription();
    check(() -> subscriptions().importLines(List.of(body.toReplacement(present))));
    return reply(id);
  }

  /// What only the model refuses, such as two channels of one name.
  private static <T> T check(Supplier<T> call) {
    try {
      return call.get();
    } catch (IllegalArgumentException e) {
      throw new AdminException.InvalidRequest("", String.valueOf(e.getMessage()), e);
    }
  }

  private HttpReply remove(ApiRequest request) {
    String id = request.segment("id");
    if (!subscriptions().remove(List.of(id)).getFirst().removed()) {
      throw new AdminException.NotFound("subscription", id);
    }
    return HttpReply.empty(204);
  }

  private HttpReply change(ApiRequest request, Function<String, Subscription> change) {
    return reply(change.apply(request.segment("id")).id());
  }

  private HttpReply mute(ApiRequest request) {
    String id = request.segment("id");
    String story = request.segment("story");
    if (!subscriptions().show(id).subscription().telling().muted().contains(story)) {
      subscriptions().mute(id, story);
    }
    return reply(id);
  }

  private HttpReply silence(ApiRequest request) throws IOException {
    SilenceRequest silence = readSilence(request.readBody());
    try {
      return change(request, id -> subscriptions().silence(id, silence));
    } catch (AdminException.InvalidRequest e) {
      String field = e.field().equals("for") ? "minutes" : e.field();
      throw new AdminException.InvalidRequest(field, String.valueOf(e.getMessage()), e);
    }
  }

  private static SilenceRequest readSilence(ObjectNode body) {
    List<SilenceRequest> given = new ArrayList<>();
    if (body.path("minutes").isInt()) {
      given.add(new SilenceRequest.For(Duration.ofMinutes(body.get("minutes").intValue())));
    }
    if (body.path("until").isString()) {
      given.add(new SilenceRequest.Until(body.get("until").asString()));
    }
    if (body.path("end").asBoolean(false)) {
      given.add(new SilenceRequest.End());
    }
    if (given.size() != 1) {
      throw new AdminException.InvalidRequest("", "one of minutes, until and end is needed");
    }
    return given.getFirst();
  }

  private HttpReply preview(ApiRequest request) throws IOException {
    ObjectNode body = request.readBody();
    int days = body.path("days").isInt() ? body.get("days").intValue() : DEFAULT_DAYS;
    SubscriptionBody asked = SubscriptionBody.read(body.get("subscription"), "subscription.");
    Subscription subscription =
        FieldPaths.within(
            "subscription.",
            () -> check(() -> Subscriptions.validateNew("preview", asked.request(), packs)));
    return JsonReply.ok(news.preview(subscription, days));
  }

  private HttpReply sendTrial(ApiRequest request) {
    Subscription subscription = subscriptions().show(request.segment("id")).subscription();
    ChannelTrials sender =
        trials.orElseThrow(
            () ->
                new AdminException.Conflict(
                    "this process sends no messages; trials are sent where the notifier's"
                        + " channels are configured"));
    return JsonReply.ok(sender.send(subscription));
  }
}
