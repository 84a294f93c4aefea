package org.vigie.console.api;

import org.vigie.runtime.http.HttpReply;
import org.vigie.wire.Json;

/// Replies in the JSON form of the model.
final class JsonReply {
  private JsonReply() {}

  static HttpReply ok(Object value) {
    return of(200, value);
  }

  static HttpReply of(int status, Object value) {
    return HttpReply.bytes(status, "application/json", Json.toBytes(value));
  }

  /// The reply to a request that has made something.
  ///
  /// @param address where it can be read
  static HttpReply created(int status, String address, Object value) {
    return of(status, value).withHeader("Location", address);
  }
}
