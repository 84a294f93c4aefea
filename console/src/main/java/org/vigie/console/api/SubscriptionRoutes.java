package org.vigie.console.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Admin;
import org.vigie.admin.AdminException;
import org.vigie.admin.Deliveries;
import org.vigie.admin.SilenceRequest;
import org.vigie.admin.SubscriptionWarnings;
import org.vigie.admin.Subscriptions;
import org.vigie.admin.index.NewsQueries;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.console.access.AccessLevel;
import org.vigie.console.access.RateLimits;
import org.vigie.model.Channel;
import org.vigie.model.Subscription;
import org.vigie.runtime.http.HttpReply;
import org.vigie.wire.SubscriptionLine;
import tools.jackson.databind.node.ObjectNode;

/// Who is alerted of what.
///
/// @param trialRate how often an editor sends trials, which anybody's mailbox may get
record SubscriptionRoutes(
    Admin admin,
    TopicPacks packs,
    NewsQueries news,
    Optional<ChannelTrials> trials,
    RateLimits trialRate) {
  private static final String ALL = "/api/v1/subscriptions";
  private static final String ONE = ALL + "/{id}";
  private static final String MUTE = ONE + "/mutes/{story}";
  private static final int DEFAULT_DAYS = 7;
  private static final int TRIALS = 10;
  private static final double TRIALS_PER_SECOND = 0.1;

  SubscriptionRoutes(
      Admin admin, TopicPacks packs, NewsQueries news, Optional<ChannelTrials> trials) {
    this(admin, packs, news, trials, new RateLimits(TRIALS, TRIALS_PER_SECOND, System::nanoTime));
  }

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get(ALL, request -> list()),
        ApiRoute.edit("POST", ALL, this::add).asCostly(),
        ApiRoute.edit("POST", ALL + "/preview", this::preview).asCostly(),
        ApiRoute.get(ONE, request -> reply(request.segment("id"))).asCostly(),
        ApiRoute.edit("PUT", ONE, this::replace).asCostly(),
        ApiRoute.edit("DELETE", ONE, this::remove),
        ApiRoute.edit("POST", ONE + "/pause", request -> change(request, subscriptions()::pause)),
        ApiRoute.edit("POST", ONE + "/resume", request -> change(request, subscriptions()::resume)),
        ApiRoute.edit("POST", ONE + "/silence", this::silence),
        ApiRoute.edit("PUT", MUTE, this::mute),
        ApiRoute.edit(
            "DELETE",
            MUTE,
            request -> change(request, id -> subscriptions().unmute(id, request.segment("story")))),
        ApiRoute.edit("POST", ONE + "/trial", this::sendTrial).asCostly());
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
    checkTokens(
        request, check(() -> body.request().applyTo(SubscriptionLine.empty("new")).channels()));
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
    if (body.version() != null && body.version() != present.version()) {
      throw new AdminException.Conflict(
          "the subscription was changed meanwhile; read it again before you change it");
    }
    SubscriptionLine line = check(() -> body.toReplacement(present));
    checkTokens(request, line.channels());
    check(() -> subscriptions().importLines(List.of(line)));
    return reply(id);
  }

  /// The token of an ntfy channel is sent to its address: whoever could pair them freely would
  /// learn it. An editor uses a token where it is used already.
  ///
  /// @throws AdminException.InvalidRequest naming the first channel that an editor may not have
  private void checkTokens(ApiRequest request, @Nullable List<Channel> channels) {
    if (channels == null || request.caller().orElseThrow().level().includes(AccessLevel.OPERATOR)) {
      return;
    }
    for (int i = 0; i < channels.size(); i++) {
      if (channels.get(i) instanceof Channel.Ntfy ntfy
          && ntfy.secret() != null
          && !isPaired(ntfy)) {
        throw new AdminException.InvalidRequest(
            "channels[" + i + "].secret",
            "no subscription sends this token to this server yet; an operator may add it");
      }
    }
  }

  private boolean isPaired(Channel.Ntfy wanted) {
    return subscriptions().list().stream()
        .flatMap(status -> status.subscription().channels().stream())
        .anyMatch(
            channel ->
                channel instanceof Channel.Ntfy known
                    && Objects.equals(known.secret(), wanted.secret())
                    && known.address().getScheme().equals(wanted.address().getScheme())
                    && known.address().getAuthority().equals(wanted.address().getAuthority()));
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
    if (!trialRate.take(request.caller().orElseThrow().key())) {
      return HttpReply.problem(429, "There were too many trials; wait a moment.")
          .withHeader("Retry-After", Long.toString(trialRate.secondsToWait()));
    }
    return JsonReply.ok(sender.send(subscription));
  }
}
