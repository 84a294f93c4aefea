package org.vigie.console.access;

import java.util.Arrays;
import java.util.Optional;
import org.vigie.runtime.http.HttpRequest;

/// The cookie that holds a session. Scripts cannot read it, and a browser sends it for no request
/// that another site makes.
final class SessionCookie {
  private static final String NAME = "vigie_session";
  private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

  private SessionCookie() {}

  static Optional<String> read(HttpRequest request) {
    return request.header("Cookie").stream()
        .flatMap(cookies -> Arrays.stream(cookies.split(";")))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(NAME + "="))
        .map(cookie -> cookie.substring(NAME.length() + 1))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  static String format(String value, boolean secure) {
    return NAME + "=" + value + ATTRIBUTES + (secure ? "; Secure" : "");
  }

  static String formatRemoval(boolean secure) {
    return format("", secure) + "; Max-Age=0";
  }
}
