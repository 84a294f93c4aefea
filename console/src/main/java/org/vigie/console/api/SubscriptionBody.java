package org.vigie.console.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.admin.ChannelRequest;
import org.vigie.admin.SubscriptionRequest;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Subscription;
import org.vigie.wire.SubscriptionLine;
import tools.jackson.databind.JsonNode;

/// A subscription as a client sends it.
///
/// @param id null for a generated one
/// @param version the version that it is to replace; null for any
/// @param request what it asks for
record SubscriptionBody(
    @Nullable String id, @Nullable Integer version, SubscriptionRequest request) {
  /// @param path of the subscription in the body, with a dot at its end; empty if it is the body
  static SubscriptionBody read(JsonNode json, String path) {
    JsonNode id = json.path("id");
    JsonNode version = json.path("version");
    return new SubscriptionBody(
        id.isString() ? id.asString() : null,
        version.isInt() ? version.intValue() : null,
        ApiRequest.read(json, SubscriptionRequest.class, path));
  }

  /// The line that makes a subscription ask for this and nothing else. It keeps what the API does
  /// not name: updates, muted stories, a silence, and whether it is paused.
  SubscriptionLine toReplacement(Subscription present) {
    SubscriptionLine empty = SubscriptionLine.empty(present.id());
    NotificationTiming timing =
        NotificationTiming.DEFAULT.withSilentUntil(present.telling().timing().silentUntil());
    SubscriptionLine base =
        new SubscriptionLine(
            empty.id(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            present.telling().updates(),
            present.telling().muted(),
            null,
            timing,
            present.channels());
    SubscriptionLine line = withChannelsOf(present).applyTo(base);
    List<String> topics = line.topics();
    if ((topics == null || topics.isEmpty()) && line.query() == null) {
      throw new AdminException.InvalidRequest("", "neither a topic nor a query");
    }
    return line;
  }

  private SubscriptionRequest withChannelsOf(Subscription present) {
    List<ChannelRequest> channels = request.channels();
    return new SubscriptionRequest(
        request.owner(),
        request.language(),
        request.topics(),
        request.query(),
        request.countries(),
        request.outlets(),
        request.exceptOutlets(),
        request.minScore(),
        request.forms(),
        request.fromOutlets(),
        null,
        request.repeats(),
        request.timing(),
        channels == null || channels.isEmpty()
            ? List.of(ChannelRequest.console())
            : ChannelAddresses.complete(channels, present.channels()),
        null,
        null);
  }
}
