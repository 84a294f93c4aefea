package org.vigie.notifier.webhook;

import java.time.Instant;
import org.vigie.model.Alert;
import org.vigie.wire.Json;

/// What is posted: the payload of Standard Webhooks around an alert. The same on every attempt.
///
/// @param type `alert.` and the kind of the alert
/// @param timestamp when the alert was decided
/// @param data the alert, in the one JSON form it has everywhere
record WebhookBody(String type, Instant timestamp, Alert data) {
  static byte[] of(Alert alert) {
    return Json.bytes(new WebhookBody("alert." + alert.kind(), alert.timeline().decided(), alert));
  }
}
