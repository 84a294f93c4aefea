package org.vigie.console.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.runtime.http.HttpRequest;

/// The cookie that holds a session. Scripts cannot read it, and a browser sends it for no request
/// that another site makes. Its name ends in the port, since cookies of one host are shared by all
/// its ports: two consoles of one machine would end each other's sessions.
final class SessionCookie {
  private static final String NAME = "vigie_session";
  private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");
  private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

  private SessionCookie() {}

  static Optional<String> read(HttpRequest request) {
    String prefix = name(request) + "=";
    return request.header("Cookie").stream()
        .flatMap(cookies -> Arrays.stream(cookies.split(";")))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(prefix))
        .map(cookie -> cookie.substring(prefix.length()))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static String name(HttpRequest request) {
    Matcher port = PORT.matcher(request.authority());
    return port.find() ? NAME + "_" + port.group(1) : NAME;
  }

  static String format(HttpRequest request, String value, boolean secure) {
    return name(request) + "=" + value + ATTRIBUTES + (secure ? "; Secure" : "");
  }

  static String formatRemoval(HttpRequest request, boolean secure) {
    return format(request, "", secure) + "; Max-Age=0";
  }
}
