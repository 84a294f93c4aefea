package org.vigie.ingest.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.model.HostName;
import org.vigie.model.TrackingParameters;
import org.vigie.model.WebAddress;

/// Addresses as feeds write them: made absolute, brought into one form for
/// comparing.
public final class Links {
  private static final Pattern HOST =
      Pattern.compile("(?<=^https?://)[^/?#@:\\[\\]]+", Pattern.CASE_INSENSITIVE);
  private static final Pattern ESCAPED_AMPERSAND =
      Pattern.compile("&(?:amp|#0*38|#x0*26);", Pattern.CASE_INSENSITIVE);

  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:");

  private Links() {}

  /// The absolute http or https address that `reference` stands for; null if there is none. An
  /// address that is absolute already is returned as written, white space at its ends removed and
  /// control characters, which a terminal may obey, escaped. What else stands before an address
  /// (a no-break space, a bracket) is removed as [WebAddress] does.
  public static @Nullable String resolve(@Nullable URI base, @Nullable String reference) {
    if (reference == null) {
      return null;
    }
    String written = unwrap(withoutWhiteSpace(reference));
    if (written.isEmpty()) {
      return null;
    }
    if (isHttp(written)) {
      boolean plain = written.chars().noneMatch(c -> c >= 0x7f && c < 0xa0);
      return parseUri(written) == null ? null : plain ? written : escape(written);
    }
    URI relative = parseUri(written);
    if (relative == null || base == null || relative.isAbsolute()) {
      return null;
    }
    String resolved = withinRoot(resolveUri(base, relative, written));
    return isHttp(resolved) ? resolved : null;
  }

  private static String unwrap(String written) {
    String bare = isHttp(written) ? written : WebAddress.unwrap(written);
    return isHttp(bare) ? bare : written;
  }

  /// The address that a redirect or a link to a feed leads to, read as [WebAddress#parse] does.
  ///
  /// @param base what a relative reference is resolved against, null if unknown
  /// @throws IllegalArgumentException as [WebAddress#parse], or if it cannot be resolved
  public static URI follow(@Nullable URI base, String reference) {
    String bare = WebAddress.unwrap(reference);
    if (base == null || bare.isEmpty() || SCHEME.matcher(bare).lookingAt()) {
      return WebAddress.parse(bare);
    }
    String resolved = resolve(base, bare);
    if (resolved == null) {
      throw new IllegalArgumentException("the address is no URL");
    }
    return WebAddress.parse(resolved);
  }

  /// An address as a document meant it: where it was escaped twice, or once too much for CDATA,
  /// `&amp;` would be sent as the name of a parameter.
  static String unescape(String reference) {
    return reference.indexOf('&') < 0
        ? reference
        : ESCAPED_AMPERSAND.matcher(reference).replaceAll("&");
  }

  private static URI resolveUri(URI base, URI relative, String written) {
    // java.net.URI follows RFC 2396, where a bare query replaces the last segment of the path.
    if (written.startsWith("?") && base.getRawPath() != null) {
      String path = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
      return base.resolve(path + relative);
    }
    if (base.getRawPath() != null && base.getRawPath().isEmpty()) {
      return base.resolve("/").resolve(relative);
    }
    return base.resolve(relative);
  }

  /// What leads above the root leads to the root (RFC 3986, section 5.2.4); `java.net.URI`
  /// keeps the dots.
  private static String withinRoot(URI resolved) {
    String address = resolved.toString();
    String path = resolved.getRawPath();
    if (path == null || !path.startsWith("/..")) {
      return address;
    }
    String within = path;
    while (within.startsWith("/../")) {
      within = within.substring(3);
    }
    int start = address.indexOf(path, address.indexOf("//") + 2);
    return address.substring(0, start)
        + (within.equals("/..") ? "/" : within)
        + address.substring(start + path.length());
  }

  /// The URI of an address as written, characters that a URI may not hold being escaped; null
  /// where it is none.
  public static @Nullable URI parseUri(@Nullable String written) {
    if (written == null) {
      return null;
    }
    String asked = withAsciiHost(written);
    try {
      return new URI(asked);
    } catch (URISyntaxException e) {
      try {
        return new URI(escape(asked));
      } catch (URISyntaxException again) {
        return null;
      }
    }
  }

  /// An internationalised host by its name in ASCII, by which alone it can be found.
  private static String withAsciiHost(String written) {
    Matcher host = HOST.matcher(written);
    if (!host.find() || host.group().chars().allMatch(c -> c < 0x80)) {
      return written;
    }
    try {
      String ascii = HostName.toAscii(host.group());
      return written.substring(0, host.start()) + ascii + written.substring(host.end());
    } catch (IllegalArgumentException e) {
      return written;
    }
  }

  /// True if the text begins as an http or https address.
  public static boolean isHttp(String address) {
    return address.regionMatches(true, 0, "http://", 0, 7)
        || address.regionMatches(true, 0, "https://", 0, 8);
  }

  /// One form for all ways to write a link: https, host in lower case, no default port, no
  /// trackers, escapes in upper case.
  public static String normalise(String address) {
    String clean = TrackingParameters.removeFrom(withoutWhiteSpace(address));
    if (!isHttp(clean)) {
      return clean;
    }
    int from = clean.indexOf("://") + 3;
    int end = from;
    while (end < clean.length() && "/?#".indexOf(clean.charAt(end)) < 0) {
      end++;
    }
    String host =
        clean.substring(from, end).toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    String rest = clean.substring(end);
    return "https://" + host + (rest.isEmpty() ? "/" : upperEscapes(escape(rest)));
  }

  private static String upperEscapes(String text) {
    return text.indexOf('%') < 0
        ? text
        : Pattern.compile("%[0-9a-fA-F]{2}")
            .matcher(text)
            .replaceAll(escape -> escape.group().toUpperCase(Locale.ROOT));
  }

  private static String withoutWhiteSpace(String written) {
    String stripped = written.strip();
    for (int i = 0; i < stripped.length(); i++) {
      if (stripped.charAt(i) < ' ') {
        return stripped.replaceAll("\\s*[\\r\\n\\t]\\s*", "");
      }
    }
    return stripped;
  }

  private static String escape(String written) {
    int host = written.indexOf("//") + 2;
    int path = host;
    while (path < written.length() && "/?#".indexOf(written.charAt(path)) < 0) {
      path++;
    }
    boolean absolute = written.startsWith("//") || isHttp(written);
    boolean ipv6 = absolute && written.startsWith("[", host);
    return ipv6
        ? written.substring(0, path) + WebAddress.escape(written.substring(path))
        : WebAddress.escape(written);
  }
}
