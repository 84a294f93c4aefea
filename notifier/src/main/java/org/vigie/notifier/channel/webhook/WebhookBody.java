package org.vigie.notifier.channel.webhook;

import java.time.Instant;
import org.vigie.model.Alert;
import org.vigie.wire.Json;

/// The request body: the Standard Webhooks payload of an alert. It is the same on every attempt.
///
/// @param type `alert.` and the kind of the alert
/// @param timestamp when the alert was decided
/// @param data the alert, in the same JSON form as everywhere else
record WebhookBody(String type, Instant timestamp, Alert data) {
  static byte[] toJson(Alert alert) {
    return Json.toBytes(
        new WebhookBody("alert." + alert.kind(), alert.timeline().decided(), alert));
  }
}
