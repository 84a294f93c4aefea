package org.vigie.notifier.channel.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.HoldReason;
import org.vigie.notifier.channel.Message;
import org.vigie.wire.Json;

/// The request body: the Standard Webhooks payload of a message. It is the same on every attempt.
///
/// @param type what the data are: `alert.` and the kind of the alert for one, `alert.digest` for
///     several, `alert.trial` for a trial, `channel.failing` for a notice
/// @param timestamp when the newest alert was decided; for a notice, since when
///     the channel fails; null if that is not known
/// @param data the alert, in the same JSON form as everywhere else, [HeldAlerts], or the notice
record WebhookBody(String type, @Nullable Instant timestamp, Object data) {
  /// Several alerts, oldest first.
  ///
  /// @param held why they were held and are told together; null if they were not
  record HeldAlerts(@Nullable HoldReason held, List<Alert> alerts) {}

  static byte[] toJson(Message message) {
    return Json.toBytes(
        switch (message.content()) {
          case Message.ToldAlerts alerts when alerts.alerts().size() == 1 -> {
            Alert alert = message.alert();
            yield new WebhookBody("alert." + alert.kind(), alert.timeline().decided(), alert);
          }
          case Message.ToldAlerts(List<Alert> alerts, HoldReason held) ->
              new WebhookBody(
                  "alert.digest",
                  message.alert().timeline().decided(),
                  new HeldAlerts(held, alerts));
          case Message.Trial(Alert alert) ->
              new WebhookBody("alert.trial", alert.timeline().decided(), alert);
          case Message.FailingChannel failing ->
              new WebhookBody("channel.failing", failing.notice().since(), failing.notice());
        });
  }
}
