package org.vigie.notifier.channel;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;
import org.vigie.model.NotificationTiming;

/// What one send carries. It is the same on every attempt.
///
/// @param id the same on every attempt, so that a receiver can detect a repeat; it stands for what
///     the message tells, and never for anything else
/// @param channel the channel to send by
/// @param reader who reads it
/// @param content what it tells
/// @param replaces the receipt of the message that this one replaces, see [SendResult.Delivered];
///     null if it replaces none
public record Message(
    String id, Channel channel, Reader reader, MessageContent content, @Nullable String replaces) {
  /// Rejects a message without an id.
  public Message {
    if (id.isBlank()) {
      throw new IllegalArgumentException("message id is missing");
    }
  }

  /// A message of one alert, for one subscription.
  public Message(String id, Channel channel, Language language, Alert alert) {
    this(
        id,
        channel,
        new Reader(List.of(alert.subscription()), language, NotificationTiming.DEFAULT_ZONE),
        new ToldAlerts(List.of(alert), null),
        null);
  }

  /// Who reads a message.
  ///
  /// @param subscriptions the ids of the subscriptions that ask for what it tells, at least one;
  ///     the first is the one whose alerts it carries
  /// @param language of the texts around the alerts
  /// @param zone in which times are given
  public record Reader(List<String> subscriptions, Language language, ZoneId zone) {
    /// Copies the list.
    public Reader {
      subscriptions = List.copyOf(subscriptions);
      if (subscriptions.isEmpty()) {
        throw new IllegalArgumentException("a message for no subscription");
      }
    }

    /// The subscription whose alerts the message carries.
    public String subscription() {
      return subscriptions.getFirst();
    }
  }

  /// What a message tells.
  public sealed interface MessageContent {
    /// The alerts that it carries, oldest first; empty for a notice.
    List<Alert> alerts();
  }

  /// One alert, or several at once.
  ///
  /// @param alerts oldest first, at least one
  /// @param held why they were held and are told together; null for one that was not
  public record ToldAlerts(List<Alert> alerts, @Nullable HoldReason held)
      implements MessageContent {
    /// Copies the list.
    public ToldAlerts {
      alerts = List.copyOf(alerts);
      if (alerts.isEmpty()) {
        throw new IllegalArgumentException("a message without alerts");
      }
    }
  }

  /// A trial of a channel, which must be marked as such.
  ///
  /// @param alert an example
  public record Trial(Alert alert) implements MessageContent {
    @Override
    public List<Alert> alerts() {
      return List.of(alert);
    }
  }

  /// Tells that another channel of the subscription fails.
  public record FailingChannel(Delivery.Notice notice) implements MessageContent {
    @Override
    public List<Alert> alerts() {
      return List.of();
    }
  }

  /// The newest alert that the message carries.
  ///
  /// @throws java.util.NoSuchElementException for a notice
  public Alert alert() {
    return content.alerts().getLast();
  }

  /// The language of the texts around the alerts.
  public Language language() {
    return reader.language();
  }
}
