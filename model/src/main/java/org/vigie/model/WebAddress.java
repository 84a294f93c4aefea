package org.vigie.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads addresses of the web as people, lists, servers and pages write them. This is the only way
/// from a text to an address that is requested: a feed's, a webhook's, the target of a redirect.
///
/// The result is one form for all spellings: `http` or `https`, a host in lower-case ASCII (see
/// [HostName]), no port that the scheme implies, a path, no fragment; everything that a URL may not
/// hold is escaped as UTF-8. An address has no user name and no password.
public final class WebAddress {
  /// The longest address that a person may give, in UTF-16 units of its one form.
  private static final int MAX_LENGTH = 2_000;

  /// The longest text that is looked at: what RFC 9110, section 4.1, asks all to support.
  private static final int MAX_TEXT = 8_000;

  private static final int MAX_PORT = 65_535;

  private static final Pattern INVISIBLE =
      Pattern.compile(
          " {0,40}[\\r"
              + "\\n"
              + "\\t\\x0b\\f\\x85\\u2028\\u2029]\\s*"
              + "|[\\u00ad\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\u2800\\ufeff]+");

  /// What mails and texts put around an address.
  private static final Pattern WRAPPED =
      Pattern.compile(
          "<(.*)>|\"(.*)\"|'(.*)'|“(.*)”|„(.*)“|«(.*)»|‹(.*)›|‘(.*)’|`(.*)`|\\((.*)\\)",
          Pattern.DOTALL);

  private static final Pattern FEED_SCHEME =
      Pattern.compile("(?:url:\\s*)?feeds?:(?://(?=https?:))?|url:\\s*", Pattern.CASE_INSENSITIVE);

  /// A scheme that another follows: `http://https://…`.
  private static final Pattern REPEATED_SCHEME =
      Pattern.compile("https?:[/\\\\]{2}(?=https?:?[/\\\\]{2})", Pattern.CASE_INSENSITIVE);

  /// A scheme; not a host that a port follows.
  private static final Pattern SCHEME =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(?!\\d+(?:[/?#\\\\]|$))(.*)", Pattern.DOTALL);

  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[^]]*]|[^:]*)(?::(.*))?", Pattern.DOTALL);

  private static final Pattern USER_INFO =
      Pattern.compile("^((?:(?:url|feeds?):)*+[a-zA-Z+.-]++:(?=/))?(/*+).*[@＠﹫]", Pattern.DOTALL);

  private static final String UNSAFE = " \"<>\\^`{|}";

  private WebAddress() {}

  /// Reads an address. Without a scheme it is taken for `https`; `feed:` before it is left out.
  ///
  /// @throws IllegalArgumentException if it is none that can be requested; the message gives the
  ///     reason and repeats of the address only a scheme or a character of the host: the rest may
  ///     be secret
  public static URI read(@Nullable String written) {
    URI address = parse(written);
    if (address.toString().length() > MAX_LENGTH) {
      throw createTooLong(MAX_LENGTH);
    }
    return address;
  }

  private static IllegalArgumentException createTooLong(int limit) {
    return new IllegalArgumentException("the address is longer than " + limit + " characters");
  }

  /// As [#read], of up to 8,000 characters.
  ///
  /// @return null if it is none that can be requested
  public static @Nullable URI find(@Nullable String written) {
    try {
      return parse(written);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// Returns whether two addresses are spellings of one.
  public static boolean areSame(URI one, URI other) {
    return one.equals(other) || normalize(one).equals(normalize(other));
  }

  /// Returns the form of an address that [#read] gives it; an address that it refuses as it is.
  public static URI normalize(URI address) {
    return Objects.requireNonNullElse(find(address.toString()), address);
  }

  /// As [#read], of up to 8,000 characters.
  ///
  /// @throws IllegalArgumentException as [#read] does
  public static URI parse(@Nullable String written) {
    if (written != null && written.length() > MAX_TEXT) {
      throw createTooLong(MAX_TEXT);
    }
    String text = unwrap(written == null ? "" : written);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the address is missing");
    }
    Matcher feed = FEED_SCHEME.matcher(text);
    String plain = feed.lookingAt() ? text.substring(feed.end()) : text;
    Matcher repeated = REPEATED_SCHEME.matcher(plain);
    while (repeated.lookingAt()) {
      plain = plain.substring(repeated.end());
      repeated.reset(plain);
    }
    Matcher scheme = SCHEME.matcher(plain);
    if (!scheme.matches()) {
      return parseWithoutScheme(plain, feed.lookingAt());
    }
    String name = scheme.group(1).toLowerCase(Locale.ROOT);
    if (!name.equals("http") && !name.equals("https")) {
      throw new IllegalArgumentException(describeScheme(name, plain));
    }
    String rest = scheme.group(2);
    if (!isSlash(rest, 0) || !isSlash(rest, 1)) {
      throw new IllegalArgumentException("the address needs two slashes after " + name + ":");
    }
    return create(name, rest.substring(2));
  }

  /// A scheme is repeated unless it may be a user name.
  private static String describeScheme(String name, String plain) {
    return plain.indexOf('@') > 0 && !plain.contains("://") && !name.equals("mailto")
        ? "the address holds a user name or password, which is never sent"
        : "the address begins with '"
            + TextTruncation.truncate(name, 30)
            + ":', only https and http can be requested";
  }

  private static URI parseWithoutScheme(String plain, boolean certain) {
    if (isSlash(plain, 0) && isSlash(plain, 1)) {
      return create("https", plain.substring(2));
    }
    int end = endOfAuthority(plain);
    String authority = plain.substring(0, end);
    boolean likely =
        certain || authority.startsWith("[") || authority.matches("(?s)[^.。．｡:][^:]*[.。．｡][^:]+.*");
    if (!likely) {
      throw new IllegalArgumentException("the address must begin with https:// or http://");
    }
    return create("https", plain);
  }

  private static URI create(String scheme, String afterSlashes) {
    int end = endOfAuthority(afterSlashes);
    String authority = afterSlashes.substring(0, end);
    if (authority.chars().anyMatch(c -> "@＠﹫".indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "the address holds a user name or password, which is never sent");
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      throw new IllegalArgumentException("the address has no IPv6 address in its square brackets");
    }
    String host = HostName.toAscii(parts.group(1));
    int port = parsePort(parts.group(2), scheme);
    String rest = afterSlashes.substring(end);
    int fragment = rest.indexOf('#');
    String sent = fragment < 0 ? rest : rest.substring(0, fragment);
    int query = sent.indexOf('?');
    String path = (query < 0 ? sent : sent.substring(0, query)).replace('\\', '/');
    String parameters = query < 0 ? "" : sent.substring(query);
    String address =
        scheme
            + "://"
            + host
            + (port < 0 ? "" : ":" + port)
            + (path.isEmpty() ? "/" : escape(path))
            + escape(parameters, UNSAFE);
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the address is no URL: " + e.getReason(), e);
    }
  }

  private static int parsePort(@Nullable String written, String scheme) {
    if (written == null || written.isEmpty()) {
      return -1;
    }
    int port = written.matches("[0-9]{1,9}") ? Integer.parseInt(written) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("the port of the address is not within 1 and " + MAX_PORT);
    }
    return port == (scheme.equals("https") ? 443 : 80) ? -1 : port;
  }

  private static boolean isSlash(String text, int at) {
    return at < text.length() && (text.charAt(at) == '/' || text.charAt(at) == '\\');
  }

  /// Returns where the host and port end that a text begins with.
  private static int endOfAuthority(String text) {
    int end = 0;
    while (end < text.length() && "/\\?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /// An address without invisible characters, line breaks, and what stands around it: blanks,
  /// quotation marks, brackets.
  public static String unwrap(String written) {
    String text = strip(INVISIBLE.matcher(written).replaceAll(""));
    for (Matcher wrapped = WRAPPED.matcher(text);
        wrapped.matches();
        wrapped = WRAPPED.matcher(text)) {
      text = strip(text.substring(1, text.length() - 1));
    }
    return text;
  }

  /// Joiners and variation selectors belong to the character before them; at the beginning there is
  /// none.
  private static String strip(String text) {
    return text.replaceAll(
        "^[\\s\\p{Z}\\p{Cc}\\u200c\\u200d\\ufe0e\\ufe0f]+|(?<![\\s\\p{Z}\\p{Cc}])[\\s\\p{Z}\\p{Cc}]++$",
        "");
  }

  /// Escapes all of a path, query or fragment that a URL may not hold there; `%` where no two hex
  /// digits follow, and `#` but for the first.
  public static String escape(String written) {
    return escape(written, UNSAFE + "[]");
  }

  private static String escape(String written, String unsafe) {
    StringBuilder out = new StringBuilder(written.length() + 16);
    int fragment = written.indexOf('#');
    for (int i = 0; i < written.length(); ) {
      int c = written.codePointAt(i);
      boolean percent = c == '%' && !isEscape(written, i);
      boolean secondHash = c == '#' && i > fragment;
      if (c > 0x7e || c < ' ' || unsafe.indexOf(c) >= 0 || percent || secondHash) {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append(String.format(Locale.ROOT, "%02X", b));
        }
      } else {
        out.append((char) c);
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && HexFormat.isHexDigit(text.charAt(at + 1))
        && HexFormat.isHexDigit(text.charAt(at + 2));
  }

  /// Returns the host of an address in lower case, without the port. Unlike [URI#getHost] it finds
  /// hosts with an underscore.
  ///
  /// @throws IllegalArgumentException if the address has no host
  public static String host(URI address) {
    String host = findHost(address);
    if (host == null) {
      throw new IllegalArgumentException(
          Checks.quote(maskUserInfo(address.toString())) + " has no host");
    }
    return host;
  }

  /// As [#host].
  ///
  /// @return null if the address has no host
  public static @Nullable String findHost(URI address) {
    Matcher parts = matchAuthority(address);
    String host = parts == null ? "" : parts.group(1).toLowerCase(Locale.ROOT);
    return host.matches("[a-z0-9._-]+|\\[.+]") ? host : null;
  }

  /// Returns the port that an address names, -1 without.
  public static int port(URI address) {
    Matcher parts = matchAuthority(address);
    String port = parts == null ? null : parts.group(2);
    return port != null && port.matches("[0-9]{1,9}") ? Integer.parseInt(port) : -1;
  }

  private static @Nullable Matcher matchAuthority(URI address) {
    String authority = address.getRawAuthority();
    if (authority == null) {
      return null;
    }
    Matcher parts = AUTHORITY.matcher(authority.substring(authority.lastIndexOf('@') + 1));
    return parts.matches() ? parts : null;
  }

  /// Returns an address without the user name and password that it holds.
  static URI withoutUserInfo(URI address) {
    String authority = address.getRawAuthority();
    return authority == null || authority.indexOf('@') < 0
        ? address
        : URI.create(
            address
                .toString()
                .replaceFirst(
                    Pattern.quote(authority),
                    Matcher.quoteReplacement(authority.substring(authority.lastIndexOf('@') + 1))));
  }

  /// Replaces all that may be a user name or password in a text that was meant as an address. For
  /// messages that repeat it.
  public static String maskUserInfo(String written) {
    return USER_INFO.matcher(written).replaceFirst("$1$2…@");
  }
}
