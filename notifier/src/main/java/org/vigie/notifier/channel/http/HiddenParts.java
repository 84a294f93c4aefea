package org.vigie.notifier.channel.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;

/// The parts of a request that may be secret: its path, the longer parts of its path and query, and
/// its credentials. Servers repeat them in their errors.
final class HiddenParts {
  private static final String LEFT_OUT = "…";

  /// The tokens in addresses of chat services have 24 characters and more; shorter parts are words.
  private static final int MIN_PART_LENGTH = 12;

  /// The longest first, so that none is left in part.
  private final List<String> parts;

  private HiddenParts(List<String> parts) {
    this.parts = parts;
  }

  static HiddenParts of(HttpRequest request) {
    List<String> parts = new ArrayList<>();
    String path = String.valueOf(request.getPath());
    if (path.length() > 1) {
      parts.add(path);
    }
    Header credentials = request.getFirstHeader(HttpHeaders.AUTHORIZATION);
    String words = path + " " + (credentials == null ? "" : credentials.getValue());
    for (String part : words.split("[/?&=;, ]+")) {
      if (part.length() >= MIN_PART_LENGTH) {
        parts.add(part);
      }
    }
    parts.sort(Comparator.comparing(String::length).reversed());
    return new HiddenParts(parts);
  }

  String removeFrom(String text) {
    String rest = text;
    for (String part : parts) {
      rest = rest.replace(part, LEFT_OUT);
    }
    return rest;
  }
}
