package org.vigie.console.unsubscribe;

import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.vigie.admin.AdminException;
import org.vigie.admin.SubscriptionRequest;
import org.vigie.admin.Subscriptions;
import org.vigie.console.access.RateLimits;
import org.vigie.model.Channel;
import org.vigie.model.Subscription;
import org.vigie.runtime.http.HttpException;
import org.vigie.runtime.http.HttpReply;
import org.vigie.runtime.http.HttpRequest;
import org.vigie.runtime.http.Route;

/// Takes the `POST` request of a mail program (RFC 8058), or of the page that a link opens. The key
/// in the address is what entitles to it: there is no session, and the body says nothing more.
///
/// The channel is removed from the subscription, or the subscription if it has no other.
public final class UnsubscribeRoute {
  private static final String PATH = "/unsubscribe";

  /// Of one address, at once and then in a second.
  private static final int BURST = 20;

  private static final double PER_SECOND = 0.5;

  /// Bytes of a body, which says nothing.
  private static final int MAX_BODY = 1 << 10;

  private final Subscriptions subscriptions;
  private final UnsubscribeKeys keys;
  private final RateLimits attempts;

  /// @param nanoTime a clock that never goes back, for rates
  public UnsubscribeRoute(
      Subscriptions subscriptions, UnsubscribeKeys keys, LongSupplier nanoTime) {
    this.subscriptions = subscriptions;
    this.keys = keys;
    attempts = new RateLimits(BURST, PER_SECOND, nanoTime);
  }

  /// The route; the page is among the page's files.
  public Route route() {
    return new Route("POST", PATH, this::end);
  }

  private HttpReply end(HttpRequest request) throws IOException {
    if (!attempts.take(request.clientAddress())) {
      throw new HttpException(
          429, "There were too many attempts from this address; wait a moment.");
    }
    request.readBody(MAX_BODY);
    String id = require(request, "subscription");
    String name = require(request, "channel");
    String key = require(request, "key");
    try {
      Subscription subscription = subscriptions.show(id).subscription();
      Channel.Email channel = findMailbox(subscription, name);
      if (!keys.verify(id, channel, key)) {
        throw notValid();
      }
      remove(subscription, channel);
      return HttpReply.empty(204);
    } catch (AdminException.NotFound e) {
      // As if the key were wrong: strangers need not learn which subscriptions there are.
      throw notValid();
    } catch (AdminException.KafkaUnavailable e) {
      throw new HttpException(503, "It cannot be ended now; try again in a minute.");
    }
  }

  private static HttpException notValid() {
    return new HttpException(403, "The link is not valid, or not any more.");
  }

  private static String require(HttpRequest request, String parameter) {
    return request
        .queryParameter(parameter)
        .filter(value -> value.length() <= 200)
        .orElseThrow(
            () -> new HttpException(400, "The link is not whole: '" + parameter + "' is missing."));
  }

  private static Channel.Email findMailbox(Subscription subscription, String name) {
    return subscription.channels().stream()
        .filter(Channel.Email.class::isInstance)
        .map(Channel.Email.class::cast)
        .filter(channel -> channel.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AdminException.NotFound("channel", name));
  }

  private void remove(Subscription subscription, Channel.Email channel) {
    if (subscription.channels().size() == 1) {
      subscriptions.remove(List.of(subscription.id()));
    } else {
      subscriptions.edit(
          subscription.id(), SubscriptionRequest.withoutChannels(List.of(channel.name())));
    }
  }
}
