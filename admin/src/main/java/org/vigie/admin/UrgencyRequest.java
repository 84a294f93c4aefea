package org.vigie.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Urgency;

/// The request for what is urgent; without topics and outlets nothing is.
///
/// @param topics ids of topics, whose alerts are urgent
/// @param outlets from how many outlets on a story is urgent, at least 2; null for no such number
public record UrgencyRequest(@Nullable List<String> topics, @Nullable Integer outlets) {
  /// The urgency, whose topics need not be known.
  ///
  /// @param path of this request in its subscription
  /// @throws AdminException.InvalidRequest if the number is out of range
  Urgency toUrgency(String path) {
    return RequestFields.check(
        path, () -> new Urgency(topics == null ? List.of() : topics, outlets));
  }
}
