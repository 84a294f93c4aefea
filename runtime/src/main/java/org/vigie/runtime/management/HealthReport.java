package org.vigie.runtime.management;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vigie.runtime.Health;
import org.vigie.runtime.http.HttpReply;

/// The health of all parts as an answer: status 200 if every part is ready, else 503.
final class HealthReport {
  private HealthReport() {}

  static HttpReply toReply(Map<String, Health> parts) {
    Health whole = Health.combine(parts);
    Map<String, Object> report = toJson(whole);
    Map<String, Object> members = new LinkedHashMap<>();
    parts.forEach((name, health) -> members.put(name, toJson(health)));
    report.put("parts", members);
    return HttpReply.json(whole.isReady() ? 200 : 503, report);
  }

  private static Map<String, Object> toJson(Health health) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", health.status().name());
    if (health.cause() != null) {
      json.put("cause", health.cause());
    }
    if (!health.details().isEmpty()) {
      json.put("details", health.details());
    }
    return json;
  }
}
